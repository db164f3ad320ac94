// Keys for what the page's buttons and links do; without this script they are pressed as any others.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
  if (event.key === "c") {
    const field = document.querySelector(".slots input");
    if (field) { event.preventDefault(); field.focus(); }
    return;
  }
  if (!/^[jkaru]$/.test(event.key)) return;
  const meant = document.querySelector(`[data-key="${event.key}"]`);
  if (meant) { event.preventDefault(); meant.click(); }
});
