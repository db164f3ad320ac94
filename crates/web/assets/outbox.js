// What is taken down and not yet sent, and what is being typed, on this device: sealed with a key that never leaves the
// browser's own store. Used by the intake page and by the service worker. Nothing here shows anything.
(() => {
  const NAME = "habeas-intake";
  const WAITING = "habeas_waiting";

  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  let opened;
  const open = () => opened ??= (async () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const store of ["keys", "drafts", "outbox"]) request.result.createObjectStore(store, { keyPath: "id" });
    };
    const base = await asked(request);
    base.onversionchange = () => { base.close(); opened = undefined; };
    base.onclose = () => { opened = undefined; };
    return base;
  })().catch((problem) => { opened = undefined; throw problem; });

  // Durable before it is said to be kept.
  const write = async (store, work) => {
    const base = await open();
    const act = base.transaction(store, "readwrite", { durability: "strict" });
    const done = new Promise((kept, failed) => {
      act.oncomplete = () => kept();
      act.onabort = act.onerror = () => failed(act.error);
    });
    work(act.objectStore(store));
    await done;
  };
  const read = async (store, work) => asked(work((await open()).transaction(store).objectStore(store)));

  const key = async () => {
    const kept = await read("keys", (store) => store.get("seal"));
    if (kept) return kept.key;
    const drawn = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Another window may have been faster: the first one counts.
    await write("keys", (store) => { store.add({ id: "seal", key: drawn }).onerror = (event) => event.preventDefault(); });
    return (await read("keys", (store) => store.get("seal"))).key;
  };

  const seal = async (id, value) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const additionalData = new TextEncoder().encode(id);
    return { id, iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, await key(), plain) };
  };
  const unseal = async (row) => {
    const additionalData = new TextEncoder().encode(row.id);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData }, await key(), row.data);
    return { ...JSON.parse(new TextDecoder().decode(plain)), id: row.id };
  };

  const put = async (store, id, value) => {
    const row = await seal(id, value);
    await write(store, (kept) => kept.put(row));
  };
  const drop = (store, id) => write(store, (kept) => kept.delete(id));
  const all = async (store) => {
    const rows = await read(store, (kept) => kept.getAll());
    const opened = await Promise.all(rows.map((row) => unseal(row).catch(() => null)));
    return opened.filter(Boolean).sort((a, b) => a.at - b.at);
  };
  const count = () => read("outbox", (kept) => kept.count());

  // Signing out and locking clear this site's storage, unless this says that something waits to be sent.
  const mark = async () => {
    const waits = (await count()) > 0;
    if (typeof document !== "undefined") {
      document.cookie = `${WAITING}=${waits ? 1 : ""}; Path=/; SameSite=Strict; Max-Age=${waits ? 31 * 86400 : 0}${location.protocol === "https:" ? "; Secure" : ""}`;
    }
    return waits;
  };

  // Sends one call. What came of it: "sent" with where to go, "kept" when there is no way now, "sign-in", or "refused".
  const send = async (item) => {
    const body = new URLSearchParams(item.fields);
    body.set("key", item.id);
    // Only how long it waited is told: the clock of this device may be wrong.
    body.set("waited", String(Math.max(0, Math.round((Date.now() - item.at) / 1000))));
    let answer;
    try {
      // The token of the session that is now: what waits may be older than it, and so may this page.
      const token = await fetch("/form-token?again=1", { credentials: "same-origin", cache: "no-store" });
      if (token.status === 401) return { came: "sign-in" };
      const { form_token } = await token.json();
      answer = await fetch("/intake", { method: "POST", body, headers: { accept: "application/json", "x-habeas-form": form_token }, credentials: "same-origin" });
    } catch {
      return { came: "kept" };
    }
    const told = await answer.json().catch(() => null);
    const skew = (Date.parse(answer.headers.get("date") ?? "") - Date.now()) / 60000;
    if (answer.ok && told?.href) return { came: "sent", ...told, skew };
    if (answer.status === 401) return { came: "sign-in" };
    // A locked or broken server, or one that is none of ours: it waits.
    if (!told?.say || answer.status >= 500) return { came: "kept" };
    return { came: "refused", ...told, status: answer.status };
  };

  // One at a time in all windows and the worker; sent twice it would be saved once all the same.
  const alone = (work) => navigator.locks ? navigator.locks.request("habeas-send", work) : work();

  const sendAll = () => alone(async () => {
    let last = null;
    for (const item of await all("outbox")) {
      if (item.refused) continue;
      const done = await send(item);
      if (done.came === "sent") await drop("outbox", item.id);
      if (done.came === "refused") await put("outbox", item.id, { ...item, refused: done });
      last = done;
      if (done.came === "kept" || done.came === "sign-in") break;
    }
    await mark();
    return last;
  });

  self.habeasOutbox = { put, drop, all, count, mark, send, sendAll, alone };
})();
