// The numbers follow the slider without leaving the page. Without this script its button does it.
let asked = 0;
function listen() {
  const slide = document.getElementById("slide");
  if (!slide) return;
  let timer;
  slide.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => renew(slide), 250);
  });
}
async function renew(slide) {
  const mine = ++asked;
  const to = new URL(slide.form.action);
  for (const [name, value] of new FormData(slide.form)) to.searchParams.set(name, value);
  try {
    const answer = await fetch(to, { cache: "no-store" });
    if (!answer.ok) { slide.form.submit(); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("counts");
    if (mine !== asked || !page) return;
    const focused = document.activeElement === slide;
    document.getElementById("counts").replaceWith(document.adoptNode(page));
    history.replaceState(null, "", to);
    listen();
    if (focused) document.getElementById("slide")?.focus({ preventScroll: true });
  } catch { slide.form.submit(); }
}
listen();
