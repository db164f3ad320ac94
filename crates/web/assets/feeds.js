// Keys for the queue: which card is meant, and its buttons. Without this script they are pressed as any others.
const cards = () => [...document.querySelectorAll("[data-card]")];
const meant = () =>
  document.activeElement?.closest("[data-card]") ?? document.querySelector("[data-card]:target") ?? cards()[0];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.closest("input, textarea, select, [contenteditable]")) return;
  const card = meant();
  const all = cards();
  let done = true;
  if (event.key === "j" || event.key === "k") {
    // The first press takes the card that is meant; from there on it goes to the next.
    const here = document.activeElement?.closest("[data-card]") ? all.indexOf(card) + (event.key === "j" ? 1 : -1) : all.indexOf(card);
    all[Math.min(Math.max(here, 0), all.length - 1)]?.focus();
  } else if (event.key === "o") {
    const text = card?.querySelector("details");
    if (text) text.open = !text.open;
  } else if (/^[rnd]$/.test(event.key)) {
    card?.querySelector(`[data-key="${event.key}"]`)?.click();
  } else if (event.key === "u") {
    document.querySelector('[data-key="u"]')?.click();
  } else {
    done = false;
  }
  if (done) event.preventDefault();
});
