// Looks at every page of a demo as people do: in each language, with and without JavaScript, narrow and wide, light and
// dark, enlarged four times, in colours that the system chose, on paper, and on a screen of 3840 px. It says what
// axe-core finds (WCAG 2.2 A and AA) and what `examine.mjs` looks for, and takes pictures for people to look at.
//
//   node look.mjs LINK OUT [--only PART] [--languages en,ar] [--pictures] [--short] [--times]
//
// A page is loaded once for each language with and without JavaScript; everything else is emulated on the page that is
// open. `--short` looks at each in one width and one scheme, so that both schemes occur with and without JavaScript.
// Prints a line for every finding, and ends with 1 when there is one.
import { chromium } from "playwright-core";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { examine } from "./examine.mjs";
import { places } from "./places.mjs";

const [link, out, ...rest] = process.argv.slice(2);
if (!link || !out) { console.error("look.mjs LINK OUT [--only PART] [--languages en,ar] [--pictures] [--short] [--times]"); process.exit(2); }
const told = (name, otherwise) => rest.includes(name) ? rest[rest.indexOf(name) + 1] : otherwise;
const only = told("--only", "");
const short = rest.includes("--short");
const pictures = rest.includes("--pictures");
const languages = told("--languages", short ? "en,ar" : "en,ru,kk,ar").split(",");
const BROWSERS = Number(told("--browsers", 3));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const all = (words) => new Set(words.split(" "));
/** What is emulated, one after another, on a page that is open. */
function states(language, script) {
  if (short) return [{ name: "390", width: 390, scheme: (language === "ar") === script ? "dark" : "light", of: all("width words focus axe") }];
  const list = [];
  for (const width of [1280, 390]) for (const scheme of ["light", "dark"]) {
    list.push({ name: `${width}-${scheme}`, width, scheme, picture: true, of: all(scheme === "light" ? "width words focus axe" : "axe") });
  }
  // A window of 1280 px enlarged four times.
  list.push({ name: "320", width: 320, scheme: "light", of: all("width") });
  if (script) {
    list.push({ name: "3840", width: 3840, height: 2160, scheme: "light", picture: language === "en", of: all("width") });
    list.push({ name: "colours", width: 1280, scheme: "dark", forced: true, picture: language === "en", of: all("drawings focus") });
    list.push({ name: "print", width: 690, scheme: "light", media: "print", picture: language === "en", of: all("width") });
  }
  return list;
}

mkdirSync(out, { recursive: true });
const origin = new URL(link).origin;
// A page that is looked at lies on top: behind others a browser draws parts of it late or twice. So each has a browser.
const executablePath = process.env.HABEAS_CHROMIUM ?? process.env.CHROMIUM ?? "/usr/bin/chromium";
const browsers = await Promise.all(Array.from({ length: BROWSERS }, () => chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] })));
const door = await browsers[0].newContext();
const signing = await door.newPage();
await signing.goto(link);
const inside = await door.storageState();
const { found } = await places(door, origin);
await door.close();
const name = (place) => place.name ?? (place.path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "board");
const wanted = found.filter((place) => place.path.includes(only) || name(place).includes(only));

let findings = 0;
const shown = [];
const times = new Map();
const spent = (what, since) => times.set(what, (times.get(what) ?? 0) + Date.now() - since);
const say = (line) => { findings += 1; console.log(line); };

/** Fills a form and sends it as somebody does: from the keyboard, so that it goes the same way with and without JavaScript. */
async function send(page, run, scripts, { form, fields }) {
  const there = await run(`(() => {
    const form = [...document.querySelectorAll("form")].filter((form) => form.getAttribute("action")?.endsWith(${JSON.stringify(form)})).pop();
    if (!form) return false;
    for (let at = form.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    form.noValidate = true;
    for (const [name, value] of Object.entries(${JSON.stringify({ by: "Look", ...fields })})) if (form.elements[name]) form.elements[name].value = value;
    const button = form.querySelector("button:not([type=button])");
    button.formNoValidate = true;
    button.focus();
    return true;
  })()`);
  if (!there) return false;
  await scripts(false);
  await Promise.all([page.waitForNavigation({ waitUntil: "load", timeout: 15_000 }).catch(() => {}), page.keyboard.press("Enter")]);
  return true;
}

async function look(context, place, language, script) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  // Without JavaScript a page is still asked what it looks like, once it has been drawn.
  const scripts = async (asked) => { if (!script) await cdp.send("Emulation.setScriptExecutionDisabled", { value: !asked }); };
  const run = async (expression) => {
    const { result, exceptionDetails } = await cdp.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const where = `${language} ${script ? "script" : "no-script"} ${name(place)}`;
  const load = async () => {
    await scripts(false);
    const answer = await page.goto(`${origin}${place.path}${place.path.includes("?") ? "&" : "?"}lang=${language}`, { waitUntil: "load" });
    await scripts(true);
    if (place.deed && !await send(page, run, scripts, place.deed)) return null;
    await scripts(true);
    return answer;
  };
  try {
    let since = Date.now();
    const answer = await load();
    spent("loading", since);
    if (!answer) return say(`${where}: there is no form ${place.deed.form}`);
    if (answer.status() >= 500) return say(`${where}: status ${answer.status()}`);
    // A browser gives the focus a moment after it has drawn the page.
    const lost = () => run("document.activeElement === document.body");
    for (let tries = 0; place.deed && tries < 20 && await lost(); tries += 1) await new Promise((later) => setTimeout(later, 100));
    if (place.deed && await lost()) say(`${where}: the focus is lost when the form comes back`);
    for (const state of states(language, script)) {
      await page.setViewportSize({ width: state.width, height: state.height ?? 900 });
      await page.emulateMedia({ colorScheme: state.scheme, forcedColors: state.forced ? "active" : "none", media: state.media ?? "screen", reducedMotion: "reduce" });
      const wide = await run("innerWidth");
      if (wide !== state.width) say(`${where} ${state.name}: was looked at in ${wide} px`);
      since = Date.now();
      let says;
      // A page may renew itself just now: then it is looked at once more.
      try { says = await examine(run, axe, state.of); } catch { await load(); says = await examine(run, axe, state.of); }
      spent("examining", since);
      for (const line of says) say(`${where} ${state.name}: ${line}`);
      if (pictures && state.picture && (script || state.name === "390-light")) {
        since = Date.now();
        const file = `${name(place)}-${language}-${state.name}${script ? "" : "-no-script"}.png`;
        await page.screenshot({ path: `${out}/${file}`, fullPage: !state.height });
        shown.push({ place: name(place), language, state: state.name, script, file });
        spent("taking pictures", since);
      }
    }
  } catch (cause) {
    say(`${where}: could not be looked at: ${cause.message.split("\n")[0]}`);
  } finally {
    await page.close();
  }
}

for (const language of languages) for (const script of [true, false]) {
  const made = { javaScriptEnabled: script, viewport: { width: 1280, height: 900 } };
  const queue = [...wanted];
  await Promise.all(browsers.map(async (browser) => {
    const within = await browser.newContext({ ...made, storageState: inside });
    const without = await browser.newContext(made);
    for (let place = queue.shift(); place; place = queue.shift()) await look(place.outside ? without : within, place, language, script);
    await within.close();
    await without.close();
  }));
}
await Promise.all(browsers.map((browser) => browser.close()));
if (rest.includes("--times")) console.log([...times].map(([what, ms]) => `${what} ${Math.round(ms / 1000)} s`).join(", "));
if (pictures) writeFileSync(`${out}/index.html`, index());
console.log(`${findings} findings on ${wanted.length} pages in ${languages.join(", ")}`);
process.exit(findings === 0 ? 0 : 1);

/** One page for all pictures: a row for each page, a picture for each language and state. */
function index() {
  const row = (place) => `<h2 id="${place}">${place}</h2><div>${shown.filter((one) => one.place === place).map((one) => `<figure><a href="${one.file}"><img loading="lazy" src="${one.file}" alt=""></a><figcaption>${one.language} ${one.state}${one.script ? "" : " without JavaScript"}</figcaption></figure>`).join("")}</div>`;
  const names = [...new Set(shown.map((one) => one.place))].sort();
  return `<!doctype html><meta charset="utf-8"><title>Pictures of every page</title><style>body{font:16px sans-serif;margin:1rem}div{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}img{max-width:22rem;max-height:30rem;border:1px solid #999;object-fit:contain;object-position:top}nav{columns:14rem}</style><h1>Pictures of every page</h1><nav>${names.map((one) => `<a href="#${one}">${one}</a><br>`).join("")}</nav>${names.map(row).join("")}`;
}
