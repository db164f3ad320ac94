// Keys, the draft that is kept while typing, what is known already beside the form, and saving without a network.
// Without this script the same page works by plain forms.
const form = document.getElementById("call");
const says = document.getElementById("says");
const say = (name) => says?.querySelector(`[data-say="${name}"]`)?.textContent ?? "";
const outbox = self.habeasOutbox;
const member = form?.dataset.member ?? "";

/* Keys. Digits, since they are the same on every layout. */
const FIELDS = { 1: "text", 2: "name", 3: "people", 4: "when", 5: "place", 6: "unit", 7: "state", 8: "source" };
const saveButton = form?.querySelector("button:not([name])");
document.addEventListener("keydown", (event) => {
  if (!form || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    form.requestSubmit(saveButton);
    return;
  }
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  if (event.altKey && !event.ctrlKey && !event.metaKey && digit) {
    const field = document.getElementById(FIELDS[digit] ?? "");
    if (field) { event.preventDefault(); field.focus(); }
    if (digit === "9") { event.preventDefault(); ask(0); }
    if (digit === "0") { event.preventDefault(); saveButton?.focus(); }
    return;
  }
  const typing = event.target instanceof HTMLElement && event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "?" && !typing) {
    const keys = document.getElementById("keys");
    if (keys) { event.preventDefault(); keys.open = !keys.open; keys.querySelector("summary")?.focus(); }
  }
});

/* What is known already, while somebody types. */
const beside = document.getElementById("beside");
let asking = 0;
let askedFor = "";
let stopAsking = null;
const ask = (after) => {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const body = new URLSearchParams();
    for (const name of ["text", "name", "place", "unit"]) {
      const value = form.elements[name].value.trim().slice(0, 20000);
      if (value) body.set(name, value);
    }
    if (body.toString() === askedFor && after) return;
    askedFor = body.toString();
    stopAsking?.abort();
    if (!askedFor) { beside.replaceChildren(); return; }
    stopAsking = new AbortController();
    try {
      const headers = { "x-habeas-form": form.elements.form_token?.value ?? "" };
      const answer = await fetch("/intake/suggest", { method: "POST", body, headers, signal: stopAsking.signal });
      if (!answer.ok) return;
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      beside.replaceChildren(...read.body.childNodes);
    } catch { /* Without a network nothing is known beside. */ }
  }, after);
};
beside?.addEventListener("change", (event) => {
  const tick = event.target;
  if (!(tick instanceof HTMLInputElement) || tick.name !== "take") return;
  const field = form.elements[tick.dataset.field];
  if (!field) return;
  const value = tick.dataset.value;
  const names = () => field.value.split(";").map((name) => name.trim()).filter(Boolean);
  if (tick.dataset.field === "name") {
    field.value = tick.checked ? [...new Set([...names(), value])].join("; ") : names().filter((name) => name !== value).join("; ");
  } else if (tick.checked) {
    field.value = value;
  } else if (field.value === value) {
    field.value = "";
  }
  keepSoon();
});

/* The code for the caller is drawn here, so that it can be read out without a network. */
const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
const drawCode = () => {
  let digits = "";
  while (digits.length < 11) {
    for (const byte of crypto.getRandomValues(new Uint8Array(16))) if (byte < 250 && digits.length < 11) digits += byte % 10;
  }
  const check = [...digits].reduce((sum, digit) => DAMM[sum][digit], 0);
  return `${digits}${check}`.replace(/(....)(?=.)/g, "$1 ");
};
const drawKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/* The draft. */
const NOT_KEPT = new Set(["key", "look", "take", "waited", "form_token"]);
const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
const anything = (fields) => fields.some(([name, value]) => !["by", "same", "adds", "receipt"].includes(name) && value.trim());
const status = document.getElementById("kept");
let keeping = 0;
let begun = Date.now();
const keep = async () => {
  clearTimeout(keeping);
  const fields = typed();
  const id = form.elements.key.value;
  try {
    if (anything(fields)) {
      await outbox.put("drafts", id, { at: begun, fields });
      status.textContent = say("draft-kept");
    } else {
      await outbox.drop("drafts", id);
      status.textContent = "";
    }
  } catch { status.textContent = say("draft-not-kept"); }
};
const keepSoon = () => { clearTimeout(keeping); keeping = setTimeout(keep, 300); };
const fill = (fields) => {
  form.reset();
  for (const field of form.elements) if (field.name && !NOT_KEPT.has(field.name) && "value" in field && field.type !== "checkbox") field.value = "";
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList) {
      for (const box of field) if (box.value === value) box.checked = true;
    } else if (field instanceof HTMLInputElement && field.type === "checkbox") {
      field.checked = true;
    } else if (field) {
      field.value = value;
    } else if (name === "same" || name === "adds") {
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name, value });
      form.append(hidden);
    }
  }
};
let holding = null;
const begin = (id) => {
  form.elements.key.value = id;
  begun = Date.now();
  // Held as long as this window is open: another window offers only what nobody works on.
  holding?.();
  navigator.locks?.request(`habeas-draft-${id}`, () => new Promise((release) => { holding = release; }));
};
const orphans = async () => {
  const held = new Set((await navigator.locks?.query())?.held?.map((lock) => lock.name) ?? []);
  const mine = form.elements.key.value;
  return (await outbox.all("drafts")).filter((draft) => draft.id !== mine && !held.has(`habeas-draft-${draft.id}`));
};
const button = (words, act, quiet = true) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  if (quiet) made.className = "quiet";
  made.addEventListener("click", act);
  return made;
};
const line = (words, ...rest) => {
  const made = document.createElement("p");
  made.append(words, " ", ...rest);
  return made;
};
const time = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });

/* What waits, and what was kept. */
const shelf = document.getElementById("shelf");
let told = null;
// Minutes by which the clock of this device differs from the server's. Nothing is saved by the device's.
let skew = 0;
const lookAtClock = async () => {
  try {
    const answer = await fetch("/readyz", { cache: "no-store" });
    skew = (Date.parse(answer.headers.get("date") ?? "") - Date.now()) / 60000 || 0;
  } catch { /* Without a network there is no other clock. */ }
};
const show = async () => {
  const [waiting, drafts] = await Promise.all([outbox.all("outbox"), orphans()]);
  const parts = [];
  if (told) parts.push(told);
  if (!navigator.onLine) parts.push(line(say("offline")));
  if (Math.abs(skew) > 5) parts.push(line(say("clock"), Math.round(Math.abs(skew))));
  if (waiting.length) {
    const head = line(`${say("waiting")} ${waiting.length}.`, button(say("send-now"), sendNow), button(say("save-file"), () => saveFile(waiting)));
    head.className = "waiting";
    parts.push(head);
    if (!(await navigator.storage?.persisted?.().catch(() => false))) parts.push(line(say("may-vanish")));
  }
  for (const item of waiting.filter((item) => item.refused)) {
    const refused = line(`${say("refused")} ${item.refused.say}`);
    const back = async () => {
      const id = drawKey();
      await outbox.put("drafts", id, { at: item.at, fields: item.fields });
      await outbox.drop("outbox", item.id);
      begin(id);
      fill(item.fields);
      document.getElementById(item.refused.field ?? "text")?.focus();
      await outbox.mark();
      show();
    };
    refused.append(button(say("put-back"), back));
    if (item.refused.field === "as") {
      const mine = async () => {
        const fields = item.fields.filter(([name]) => name !== "as");
        await outbox.put("outbox", item.id, { ...item, fields, refused: undefined });
        sendNow();
      };
      refused.append(" ", button(say("as-mine"), mine));
    }
    parts.push(refused);
  }
  for (const draft of drafts) {
    const text = draft.fields.find(([name]) => name === "text")?.[1] || draft.fields.find(([name]) => name === "name")?.[1] || "";
    const quote = document.createElement("q");
    quote.dir = "auto";
    quote.textContent = text.slice(0, 80);
    const go = async () => { await keep(); begin(draft.id); fill(draft.fields); begun = draft.at; ask(0); document.getElementById("text").focus(); show(); };
    const away = async () => { await outbox.drop("drafts", draft.id); show(); };
    parts.push(line(`${say("draft-found")} ${time(draft.at)}`, quote, " ", button(say("draft-go-on"), go), " ", button(say("draft-drop"), away)));
  }
  shelf.replaceChildren(...parts);
  shelf.hidden = parts.length === 0;
};
const saveFile = (waiting) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ habeas: "calls", calls: waiting })], { type: "application/json" }));
  link.download = "habeas-calls.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
const sendNow = async () => {
  const done = await outbox.sendAll().catch(() => null);
  tell(done);
  show();
};
const tell = (done) => {
  if (done?.came === "sign-in") {
    const link = document.createElement("a");
    Object.assign(link, { href: "/", target: "_blank", rel: "noopener", textContent: say("sign-in-link") });
    told = line(say("sign-in"), link);
  } else if (done?.came === "sent") {
    const link = document.createElement("a");
    Object.assign(link, { href: done.href, textContent: done.receipt });
    told = line(say("sent"), link);
  }
};
const syncLater = async () => {
  const worker = await navigator.serviceWorker?.ready;
  await worker?.sync?.register("habeas-outbox").catch(() => {});
};

/* Saving: first kept here, then sent. */
const wrong = (field, words) => {
  const place = document.getElementById(field ?? "");
  if (!place) return;
  place.setAttribute("aria-invalid", "true");
  let hint = document.getElementById(`${field}-hint`);
  if (!hint) {
    hint = document.createElement("small");
    hint.id = `${field}-hint`;
    place.after(hint);
    place.setAttribute("aria-describedby", hint.id);
  }
  hint.className = "against";
  hint.textContent = words;
};
let saving = false;
form?.addEventListener("submit", async (event) => {
  if (event.submitter?.name === "look") {
    if (navigator.onLine) { event.preventDefault(); ask(0); }
    return;
  }
  event.preventDefault();
  if (saving) return;
  saving = true;
  clearTimeout(keeping);
  const id = form.elements.key.value;
  const fields = typed();
  const code = drawCode();
  if (!fields.some(([name]) => name === "adds")) fields.push(["receipt", code]);
  if (member) fields.push(["as", member]);
  const item = { at: Date.now(), fields };
  try {
    await outbox.put("outbox", id, item);
    await outbox.drop("drafts", id);
    await outbox.mark();
  } catch {
    // Nothing can be kept on this device: the form is sent as any other.
    saving = false;
    form.submit();
    return;
  }
  const done = await outbox.alone(() => outbox.send({ ...item, id }));
  if (done.came === "sent") {
    await outbox.drop("outbox", id);
    // The network is there: what waited from before goes too, since the next page has no way to send it.
    if (await outbox.mark()) await Promise.race([outbox.sendAll(), new Promise((late) => setTimeout(late, 3000))]).catch(() => {});
    location.assign(done.href);
    return;
  }
  saving = false;
  if (done.came === "refused") {
    // Back in the form, with what is wrong; it is a draft again. Sent with other words it is another call.
    await outbox.put("drafts", id, { at: begun, fields: typed() });
    await outbox.drop("outbox", id);
    await outbox.mark();
    if (done.status === 409) begin(drawKey());
    told = line(done.say, ...(done.sentence ? [Object.assign(document.createElement("small"), { dir: "auto", textContent: done.sentence })] : []));
    told.setAttribute("role", "alert");
    wrong(done.field, done.say);
    document.getElementById(done.field ?? "text")?.focus();
  } else {
    told = line(say("kept-here"), Object.assign(document.createElement("strong"), { textContent: code }));
    told.className = "kept";
    if (done.came === "sign-in") tell(done);
    const by = form.elements.by?.value;
    fill([]);
    if (by && form.elements.by) form.elements.by.value = by;
    for (const hidden of form.querySelectorAll("input[name=same], input[name=adds]")) hidden.remove();
    begin(drawKey());
    beside.replaceChildren();
    askedFor = "";
    document.getElementById("text").focus();
    syncLater();
  }
  show();
});

if (form && outbox && crypto.subtle) {
  if (!form.elements.key.value) form.elements.key.value = drawKey();
  begin(form.elements.key.value);
  form.addEventListener("input", (event) => { if (event.target.name !== "take") { keepSoon(); ask(700); } });
  addEventListener("pagehide", keep);
  addEventListener("visibilitychange", () => { if (document.hidden) { if (!saving) keep(); } else sendNow(); });
  addEventListener("online", sendNow);
  addEventListener("offline", show);
  setInterval(async () => { if (await outbox.count().catch(() => 0)) sendNow(); }, 30000);
  navigator.storage?.persist?.().catch(() => {});
  navigator.serviceWorker?.register("/sw.js").catch(() => {});
  navigator.serviceWorker?.ready.then((ready) => ready.active?.postMessage({ language: document.documentElement.lang }));
  navigator.serviceWorker?.addEventListener("message", () => outbox.mark().then(show));
  (async () => {
    if (form.dataset.saved === "no") await keep();
    await lookAtClock();
    if (await outbox.count()) await sendNow(); else await show();
  })().catch(() => { status.textContent = say("draft-not-kept"); });
  const file = document.getElementById("calls-file");
  file?.addEventListener("change", async () => {
    try {
      const read = JSON.parse(await file.files[0].text());
      if (read.habeas !== "calls") throw new Error("another file");
      for (const call of read.calls) if (/^[0-9a-f]{32}$/.test(call.id) && Array.isArray(call.fields)) {
        await outbox.put("outbox", call.id, { at: Number(call.at) || Date.now(), fields: call.fields });
      }
      await outbox.mark();
      await sendNow();
    } catch { told = line(say("no-calls-file")); show(); }
  });
}
