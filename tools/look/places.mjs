// What there is to look at: the pages that have an address of their own, those behind somebody's or something's id, which
// are found as a reader finds them, and what a page becomes when a form is refused. To find them it hands in a call, an
// enquiry, a file and an invitation: it is meant for a demo and for nothing else.

const PLAIN = [
  "/", "/board/wall", "/board/wall?names=1", "/board/print", "/intake", "/checks", "/checks/queue", "/family", "/contacts", "/search", "/search?q=Taskanykova",
  "/search?q=nobody-of-this-name", "/counts", "/counts?by=city", "/count?measure=persons", "/count?measure=nonsense", "/figures", "/estimate", "/timeline",
  "/map", "/review", "/review/feeds", "/review/duplicates", "/review/drafts", "/import", "/admin", "/admin/packs", "/admin/units", "/admin/places",
  "/admin/settings", "/admin/health", "/admin/audit", "/admin/looks", "/admin/export", "/admin/tokens", "/review/doubts", "/people", "/about", "/no-such-page",
];
// How many records of one kind are looked at.
const EACH = 1;

const hrefs = (page, selector) => page.$$eval(selector, (all) => all.map((a) => a.getAttribute("href")));
const first = async (page, selector) => (await hrefs(page, selector))[0];

async function filled(page, action, fields) {
  await page.evaluate(([action, fields]) => {
    const form = document.querySelector(`form[action='${action}']`);
    for (const [name, value] of Object.entries(fields)) { const field = form.elements[name]; if (field) field.value = value; }
  }, [action, fields]);
  await Promise.all([page.waitForNavigation(), page.evaluate((action) => {
    const form = document.querySelector(`form[action='${action}']`);
    form.noValidate = true;
    form.requestSubmit(form.querySelector("button:not([type=button])"));
  }, action)]);
}

/** Every place, in the order of `PLAIN`; `deed` says what is done there before it is looked at, `outside` that nobody is signed in. */
export async function places(context, origin) {
  const page = await context.newPage();
  const found = PLAIN.map((path) => ({ path }));
  const add = (path, more = {}) => { if (path && !found.some((one) => one.path === path && one.name === more.name)) found.push({ path, ...more }); };
  const go = (path) => page.goto(`${origin}${path}${path.includes("?") ? "&" : "?"}lang=en`);

  await go("/");
  const unit = await first(page, ".unit h2 a");
  const person = await first(page, ".held tbody th a");
  const aid = await first(page, ".held td a[href^='/aid/']");
  const id = unit?.split("/").pop();
  if (unit) {
    add(`/?unit=${id}`, { name: "board-of-unit" });
    add("/?more=1&lawyerless=1", { name: "board-filtered" });
    add(`/checks?unit=${id}`, { name: "checks-of-unit" });
    add(`/board/print?unit=${id}`, { name: "pocket-a5" });
    add(`/board/print?unit=${id}&size=a6`, { name: "pocket-a6" });
  }
  add(aid, { name: "aid" });
  // Records: one of each kind.
  const kinds = new Map();
  const seen = new Set();
  const waiting = [person, unit].filter(Boolean);
  while (waiting.length && seen.size < 24) {
    const href = waiting.shift();
    if (seen.has(href)) continue;
    seen.add(href);
    await go(href);
    const kind = (await page.textContent("main .kind")).trim();
    if ((kinds.get(kind) ?? 0) < EACH) { kinds.set(kind, (kinds.get(kind) ?? 0) + 1); add(href, { name: `record-${kind}` }); }
    for (const report of (await hrefs(page, "main a[href^='/report/']")).slice(0, 1)) add(report.replace(/#.*/, "").replace(/\?.*/, ""), { name: "report" });
    for (const [of, to] of await page.$$eval("main .kind + a[href^='/record/']", (all) => all.map((a) => [a.previousElementSibling.textContent.trim(), a.getAttribute("href")]))) {
      if (!kinds.has(of) && !to.includes("?")) waiting.unshift(to.replace(/#.*/, ""));
    }
  }
  if (person) add(`${person}?position=40`, { name: "record-then" });
  const reports = found.filter((one) => one.name === "report");
  for (const more of reports.slice(2)) found.splice(found.indexOf(more), 1);
  await go("/review");
  for (const href of await hrefs(page, "nav.heaps a")) if (href !== "/review") add(href, { name: `review-${href.split("=").pop()}` });
  await go("/admin");
  for (const href of await hrefs(page, ".doors a")) add(href);

  // A call, so that there is a receipt and somebody to call back.
  await go("/intake");
  await filled(page, "/intake", { text: "A woman says her brother Timur was taken near the market at noon.", name: "Timur Sadyqov", contact: "+7 700 000 00 00", by: "Look", why: "look" });
  add(page.url().replace(origin, ""), { name: "intake-saved" });
  await go("/family");
  await filled(page, "/family", { name: "Taskanykova", relation: "sister", by: "Look" });
  const enquiry = page.url().replace(origin, "");
  add(enquiry, { name: "enquiry" });
  const chosen = await first(page, ".acts a[href*='person=']");
  add(chosen?.replace(/#.*/, ""), { name: "enquiry-chosen" });
  const none = (await hrefs(page, "main a.button[href*='#say']")).pop();
  add(none?.replace(/#.*/, ""), { name: "enquiry-none" });
  await go("/import");
  await page.setInputFiles("form[action='/import'] input[type=file]", { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("name,birth year,place,date\nAida Omarova,1990,Almaty,2031-06-08\nTimur Sadyqov,abc,Semey,yesterday\n") });
  await filled(page, "/import", { by: "Look" });
  const slip = page.url().replace(origin, "");
  add(slip, { name: "import-slip" });
  await go(slip);
  const plain = await first(page, "a[href$='plain=1']");
  add(plain, { name: "import-slip-by-hand" });
  await go("/import");
  const came = await first(page, "a[href^='/import/report/']");
  add(came, { name: "import-report" });
  if (came) { await go(came); add(await first(page, "a[href^='/import/linkage']"), { name: "import-linkage" }); }
  await go("/people");
  await page.check("form[action='/people/invite'] input[value=operator]");
  await filled(page, "/people/invite", { handle: `look-${Date.now() % 100000}`, by: "Look" });
  const link = await page.textContent("code.secret").catch(() => null);
  const join = link ? new URL(link.trim()) : null;
  if (join) add(`${join.pathname}${join.search}`, { name: "join", outside: true });
  add("/sign-in", { outside: true });
  add("/counts", { name: "ask-who", outside: true });
  add("/intake", { name: "intake-outside", outside: true });

  // Forms that are refused: what was typed is there, and what is wrong stands beside it.
  const refused = (path, form, fields, more = {}) => add(path, { name: `refused${form.replace(/[^a-z]+/g, "-")}${more.as ?? ""}`, deed: { form, fields }, ...more });
  refused("/intake", "/intake", { name: "Timur", people: "many", when: "the day after never" });
  refused("/checks", "/checks", { words: "no such person" });
  refused("/family", "/family", { name: " ", relation: "mother" });
  refused("/map", "/map/place", { at: "nowhere", source: "x", why: "because" });
  refused("/review?kind=held", "/review", { who: "", why: "" });
  refused("/review?kind=contradiction", "/review", { why: "" }, { as: "-contradiction" });
  refused("/review/duplicates", "/review/judge", { why: "" });
  refused("/import", "/import", {});
  refused("/admin/units", "/admin/units", { value: "", source: "" });
  refused("/admin/settings", "/admin/settings", { value: "soon" });
  refused("/admin/packs", "/admin/packs", { on: "never", name: "A lawyer", why: "read" });
  refused("/people", "/people/invite", { handle: "" });
  if (aid) refused(aid, "/lawyer", { name: "", why: "" }, { name: "refused-aid-lawyer" });
  if (aid) refused(aid, "/call", { to: "" }, { name: "refused-aid-call" });
  if (join) refused(`${join.pathname}${join.search}`, "/join", { password: "short", again: "other" }, { outside: true });
  refused("/sign-in", "/sign-in", { handle: "nobody", password: "wrong" }, { outside: true });
  await page.close();
  return { found, join };
}
