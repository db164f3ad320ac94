// Live updates of the board. Without this the page refreshes itself by its own meta line and its Refresh link.
// The server says only that something was saved; the board is fetched anew and swapped, focus and place kept.
const line = document.querySelector("[data-live]");
if (line) {
  const words = line.dataset, part = words.part ?? "board", status = line.querySelector("[role=status]");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.pause;
  line.append(button);
  let stream = null, paused = false, busy = false, again = false, seen = null;

  // Shut out, or signed out elsewhere: this page must not go on showing what it shows.
  function isOut(answer) {
    const out = answer.status === 401 || answer.status === 404;
    if (out) { document.getElementById(part)?.remove(); location.reload(); }
    return out;
  }
  async function renew(tell, told) {
    if (paused || busy) { again = true; return; }
    busy = true;
    try {
      // Told of a position, this page may be given what was made for another that was told the same.
      const live = told ? `${words.live}&told=${told}` : words.live;
      const answer = await fetch(live, { credentials: "same-origin", cache: "no-store" });
      if (isOut(answer)) return;
      if (!answer.ok) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part);
      const board = document.getElementById(part);
      const focused = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      board.replaceWith(document.adoptNode(fresh));
      if (focused) [...fresh.querySelectorAll("a")].find((a) => a.getAttribute("href") === focused)?.focus({ preventScroll: true });
      if (tell) status.textContent = fresh.dataset.changed;
    } catch { status.textContent = words.lost; }
    busy = false;
    if (again) { again = false; renew(tell, seen); }
  }
  function listen() {
    stream?.close();
    if (paused || document.hidden) return;
    stream = new EventSource("/events");
    stream.addEventListener("position", (event) => {
      const moved = seen !== null && event.data !== seen;
      seen = event.data;
      if (moved) renew(true, seen);
    });
    stream.addEventListener("error", () => { status.textContent = words.lost; renew(false); });
    stream.addEventListener("open", () => { if (status.textContent === words.lost) status.textContent = ""; });
  }
  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? words.go : words.pause;
    status.textContent = paused ? words.paused : "";
    listen();
    if (!paused) renew(false);
  });
  // A browser opens few lines to one server: a page nobody looks at gives its line back.
  document.addEventListener("visibilitychange", () => { listen(); if (!document.hidden) renew(false); });
  // On the wall the next limit is counted by seconds, from the moment it was told: this machine's clock may be wrong.
  const told = new WeakMap();
  setInterval(() => {
    for (const clock of document.querySelectorAll("[data-left]")) {
      if (!told.has(clock)) told.set(clock, performance.now());
      const left = Math.max(0, Math.round(clock.dataset.left - (performance.now() - told.get(clock)) / 1000));
      const two = (n) => String(n).padStart(2, "0");
      let exact = clock.querySelector("span");
      if (!exact) { exact = document.createElement("span"); exact.ariaHidden = "true"; clock.append(" ", exact); }
      exact.textContent = `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
    }
  }, 1000);
  // The clocks go on even when nothing is saved.
  setInterval(() => {
    if (paused) fetch(words.live, { method: "HEAD", credentials: "same-origin", cache: "no-store" }).then(isOut).catch(() => {});
    else if (!document.hidden) renew(false);
  }, 60000);
  listen();
}
