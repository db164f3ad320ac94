// When the casebook is locked somewhere else, this page must not go on showing what it shows.
async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch("/readyz", { cache: "no-store" });
    if (answer.status === 503 && (await answer.text()).startsWith("locked")) {
      document.body.replaceChildren();
      location.replace("/");
    }
  } catch { /* away for a moment, or for good: the page's owner decides */ }
}
setInterval(look, 5000);
document.addEventListener("visibilitychange", look);
