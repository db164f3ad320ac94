// Two keys on a line of the board: a, then whom. They act only while a line has the focus; without this script the link in
// the lawyer's column leads to the same form.
const place = document.querySelector("[data-keys]");
if (place) {
  const list = await fetch(`${place.dataset.keys}?fragment=1`, { credentials: "same-origin", cache: "no-store" });
  if (list.ok) {
    const parts = new DOMParser().parseFromString(await list.text(), "text/html").body.children;
    place.replaceChildren(...[...parts].map((part) => document.adoptNode(part)));
    listen(place.querySelector("details"));
  }
}
function listen(keys) {
  const words = keys.dataset, status = keys.querySelector("[role=status]");
  const names = [...keys.querySelectorAll("li")].map((li) => li.textContent);
  const states = { w: "on_the_way", i: "admitted", r: "refused", n: "none", 0: "assigned" };
  let asking = null;

  const line = () => document.activeElement?.closest?.(".held tbody tr");
  const tell = (text) => { keys.open = keys.open || text !== ""; status.textContent = text; };
  function move(by) {
    const all = [...document.querySelectorAll(".held tbody tr")], next = all[all.indexOf(line()) + by];
    next?.querySelector("th a").focus();
  }
  async function assign(address, state, name) {
    const form = new URLSearchParams({ state, name, why: words.why });
    // Whoever came in by the one-time link is nobody yet: the form asks for a handle.
    if (!("member" in words)) { location.href = `${address}?${form}`; return; }
    try {
      const headers = { "x-habeas-form": document.querySelector("input[name=form_token]")?.value ?? "" };
      const answer = await fetch(`${address}/lawyer`, { method: "POST", body: form, headers, credentials: "same-origin" });
      tell(answer.ok ? `${words.saved} ${name}` : words.failed);
    } catch { tell(words.failed); }
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !line()) return;
    const key = event.key.toLowerCase();
    if (asking) {
      const address = asking;
      asking = null;
      event.preventDefault();
      tell("");
      if (key in states) assign(address, states[key], "");
      else if (/^[1-9]$/.test(key) && names[key - 1]) assign(address, "assigned", names[key - 1]);
      return;
    }
    if (key === "j" || key === "k") { event.preventDefault(); move(key === "j" ? 1 : -1); }
    if (key === "a") {
      event.preventDefault();
      asking = line().querySelector("a[href^='/aid/']").getAttribute("href");
      tell(`${line().querySelector("th a").textContent}: ${words.ask}`);
    }
  });
  document.addEventListener("focusout", () => { if (asking) setTimeout(() => { if (!line()) { asking = null; tell(""); } }); });
}
