// Keys of the queue: they press the page's own buttons and links, and can be turned off. Without this script the page works.
const KEPT = "habeas-review-keys-off";
const off = document.getElementById("keys-off");
const keys = document.getElementById("keys");
if (off) {
  off.closest(".scripted").hidden = false;
  try { off.checked = localStorage.getItem(KEPT) === "1"; } catch { /* a browser that keeps nothing */ }
  off.addEventListener("change", () => { try { localStorage.setItem(KEPT, off.checked ? "1" : "0"); } catch { /* as above */ } });
}
document.addEventListener("keydown", (event) => {
  if (off?.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const at = event.target;
  const typing = at instanceof HTMLElement && at.closest("input:not([type=radio]), textarea, select, [contenteditable]");
  if (typing) return;
  if (event.key === "?") { event.preventDefault(); keys.open = !keys.open; keys.querySelector("summary").focus(); return; }
  // Enter belongs to whatever is focused; it opens the thing only when nothing is.
  if (event.key === "Enter" && at !== document.body && at?.id !== "main") return;
  if (!/^([jkaru]|Enter)$/.test(event.key)) return;
  const meant = document.querySelector(`[data-key="${event.key}"]`);
  if (meant) { event.preventDefault(); meant.click(); }
});
