// Looks at every page of a running server as people do: pictures of each in each language, width and scheme, with and
// without JavaScript; and what axe-core finds (WCAG 2.2 A and AA). It signs in by the one-time link and changes nothing.
//
//   node look.mjs LINK OUT [--only PART] [--pictures]
//
// Prints a line for every finding, and ends with 1 when there is one, or when a page scrolls sideways or lacks a message.
import { chromium } from "playwright-core";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [link, out, ...rest] = process.argv.slice(2);
if (!link || !out) { console.error("look.mjs LINK OUT [--only PART] [--pictures]"); process.exit(2); }
const only = rest.includes("--only") ? rest[rest.indexOf("--only") + 1] : "";
const pictures = rest.includes("--pictures");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const LANGUAGES = (process.env.LOOK_LANGUAGES ?? "en,ru,kk,ar").split(",");
const PAGES = [
  "/", "/board/wall", "/board/print", "/intake", "/checks", "/checks/queue", "/family", "/search?q=Taskanykova", "/counts", "/count?measure=persons",
  "/figures", "/estimate", "/timeline", "/map", "/review", "/review/feeds", "/review/duplicates", "/review/drafts", "/import", "/admin",
  "/people", "/account", "/about", "/sign-in", "/no-such-page",
].filter((page) => page.includes(only));

mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const origin = new URL(link).origin;
const door = await browser.newContext();
const first = await door.newPage();
await first.goto(link);
const state = await door.storageState();
// One record of each kind, found as a reader finds them.
await first.goto(`${origin}/`);
const found = await first.$$eval("main a[href^='/record/']", (links) => links.slice(0, 40).map((a) => a.getAttribute("href")));
const records = [...new Set(found)].slice(0, 3).filter((page) => page.includes(only));
await door.close();

let findings = 0;
const say = (line) => { findings += 1; console.log(line); };
async function examine(page, context, where, script) {
  const cdp = await context.newCDPSession(page);
  const run = async (expression) => {
    const { result, exceptionDetails } = await cdp.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${where}: ${exceptionDetails.text}`);
    return result.value;
  };
  if (!script) await cdp.send("Emulation.setScriptExecutionDisabled", { value: false });
  const wide = await run("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  const lacks = await run("document.body.innerText.includes('⟦')");
  await run(axe);
  const report = JSON.parse(await run(`axe.run({ runOnly: ${JSON.stringify(RULES)} }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.impact, v.nodes.map((n) => n.target.join(" ")).slice(0, 4), v.nodes.length])))`));
  if (wide > 0) say(`${where}: scrolls sideways by ${wide} px`);
  if (lacks) say(`${where}: lacks a message`);
  for (const [id, impact, nodes, number] of report) say(`${where}: ${id} (${impact}) ${number}× ${nodes.join(" | ")}`);
  if (!script) await cdp.send("Emulation.setScriptExecutionDisabled", { value: true });
  await cdp.detach();
}

for (const script of [true, false]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      const context = await browser.newContext({ storageState: state, javaScriptEnabled: script, colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const language of LANGUAGES) {
        for (const path of [...PAGES, ...records]) {
          const where = `${language} ${width} ${colorScheme} ${script ? "script" : "no-script"} ${path}`;
          const answer = await page.goto(`${origin}${path}${path.includes("?") ? "&" : "?"}lang=${language}`, { waitUntil: "load" });
          // A page of the plan that this version does not have.
          if (answer.status() === 404 && path !== "/no-such-page") continue;
          if (answer.status() >= 500) { say(`${where}: status ${answer.status()}`); continue; }
          // A page may renew itself just now: then it is looked at once more.
          try { await examine(page, context, where, script); } catch { await page.waitForTimeout(500); await examine(page, context, where, script); }
          if (pictures) await page.screenshot({ path: `${out}/${`${path}`.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "board"}-${language}-${width}-${colorScheme}${script ? "" : "-no-script"}.png`, fullPage: true });
        }
      }
      await context.close();
    }
  }
}
await browser.close();
console.log(`${findings} findings on ${PAGES.length + records.length} pages`);
process.exit(findings === 0 ? 0 : 1);
