// What a machine can see of a page that is open: what axe-core finds, and what it does not look for: a page that scrolls
// sideways, words that are cut off, a message that is missing, focus that cannot be seen, drawings that vanish in the
// colours somebody chose for the whole system.

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Runs in the page: words that nobody can read because something cuts them off. */
function cut() {
  const found = [];
  for (const one of document.querySelectorAll("main *, header *, footer *")) {
    if (one.closest("svg") || one.matches("input, select, textarea") || !one.checkVisibility() || !one.clientWidth) continue;
    const style = getComputedStyle(one);
    if (!/hidden|clip/.test(style.overflowX + style.overflowY) || style.clipPath !== "none" || style.textOverflow === "ellipsis" && one.title) continue;
    if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2) found.push(one);
  }
  return found;
}

/** Runs in the page: what can take the focus and does not show it. */
function unseen() {
  const found = [];
  const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
  const before = [scrollX, scrollY];
  for (const one of [...all].slice(0, 400)) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.disabled) continue;
    one.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== one) continue;
    const style = getComputedStyle(one);
    const shape = one.querySelector?.("svg *, circle, rect, path");
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const drawn = one.closest("svg") && shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 3;
    if (!ring && !drawn) found.push(one);
  }
  document.activeElement?.blur?.();
  scrollTo(before[0], before[1]);
  return found;
}

/** Runs in the page: marks of a drawing that the chosen colours do not show. */
function pale() {
  const number = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [r, g, b] = number(color).slice(0, 3).map((c) => { const s = c / 255; return s <= .04045 ? s / 12.92 : ((s + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const probe = document.createElement("i");
  probe.style.color = "Canvas";
  document.body.append(probe);
  const canvas = light(getComputedStyle(probe).color);
  probe.remove();
  const seen = (color) => {
    if (!color || color === "none" || number(color)[3] === 0) return false;
    const other = light(color);
    return (Math.max(other, canvas) + .05) / (Math.min(other, canvas) + .05) >= 3;
  };
  const found = [];
  for (const one of document.querySelectorAll("main svg :is(rect, circle, path, line, polygon, polyline, text)")) {
    if (!one.checkVisibility() || one.matches(".touch, .band, .off, .pale, .grid") || one.closest("clipPath, defs, pattern")) continue;
    const style = getComputedStyle(one);
    if (!seen(style.fill) && !(seen(style.stroke) && parseFloat(style.strokeWidth) > 0)) found.push(one);
  }
  return found;
}

const named = (check) => `(() => {
  const name = (one) => { const at = one.closest("[id]"); const by = (e) => e.tagName.toLowerCase() + (e.getAttribute("class") ? "." + e.getAttribute("class").trim().split(/\\s+/).join(".") : "") + (e.getAttribute("name") ? "[name=" + e.getAttribute("name") + "]" : ""); return (at && at !== one ? "#" + at.id + " " : "") + (one.parentElement ? by(one.parentElement) + " > " : "") + by(one); };
  const found = (${check})();
  return [found.length, [...new Set(found.map(name))].slice(0, 3)];
})()`;

/** Everything for the state a page is in: a list of sentences. `of` names the checks that are wanted. */
export async function examine(run, axe, of) {
  const says = [];
  if (of.has("width")) {
    const wide = await run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (wide > 0) says.push(`scrolls sideways by ${wide} px: ${await run(named(`() => [...document.querySelectorAll("body *")].filter((e) => { const r = e.getBoundingClientRect(); return (r.right > innerWidth + 1 || r.left < -1) && !e.closest(".wide, .hidden, .skip, svg") && e.checkVisibility(); }).slice(-40)`))}`);
    const [many, which] = await run(named(cut));
    if (many) says.push(`cuts words off ${many}× ${which.join(" | ")}`);
  }
  if (of.has("words") && await run("document.body.innerText.includes('⟦')")) says.push("lacks a message");
  if (of.has("focus")) {
    const [many, which] = await run(named(unseen));
    if (many) says.push(`focus is not seen ${many}× ${which.join(" | ")}`);
  }
  if (of.has("drawings")) {
    const [many, which] = await run(named(pale));
    if (many) says.push(`is not drawn in the chosen colours ${many}× ${which.join(" | ")}`);
  }
  if (of.has("axe")) {
    await run(`window.axe ? 0 : (() => { ${axe} })()`);
    const report = JSON.parse(await run(`axe.run({ runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.impact, v.nodes.slice(0, 4).map((n) => n.target.join(" ")), v.nodes.length])))`));
    for (const [id, impact, nodes, number] of report) says.push(`${id} (${impact}) ${number}× ${nodes.join(" | ")}`);
  }
  return says;
}
