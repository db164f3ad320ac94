// Passkeys: the browser is asked, its answer is sent. Without this, and on browsers without passkeys, passwords remain.
const form = document.querySelector("[data-passkey]"), go = form?.querySelector("[data-passkey-go]");
if (go && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  const says = form.querySelector("[data-passkey-says]"), fields = form.elements;
  const [at, first] = {
    register: ["/account/passkey", () => ""],
    join: ["/join/passkey", () => fields.token.value],
    "sign-in": ["/sign-in/passkey", () => fields.handle.value.trim()],
  }[form.dataset.passkey];
  go.hidden = false;
  const send = async (path, body) => {
    const answer = await fetch(path, { method: "POST", body, headers: { "content-type": "text/plain", "x-habeas-form": fields.form_token?.value ?? document.querySelector("input[name=form_token]")?.value ?? "" }, credentials: "same-origin", cache: "no-store" });
    if (answer.ok) return answer;
    const words = answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : "";
    throw Object.assign(new Error(words), { said: true });
  };
  const inside = () => {
    if (at === "/account/passkey") return location.reload();
    if (at === "/join/passkey") return location.assign("/account");
    if (!fields.then.value) return location.assign("/");
    // What waits on this page is shown once more, and sent from there.
    fields.password.disabled = true;
    form.action = "/sign-in/resume";
    form.submit();
  };
  go.addEventListener("click", async () => {
    says.textContent = "";
    go.disabled = true;
    try {
      const { ceremony, asked } = await (await send(`${at}/begin`, first())).json(), wanted = asked.publicKey;
      const given = at === "/sign-in/passkey"
        ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(wanted) })
        : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted) });
      await send(at, `${ceremony} ${fields.note?.value ?? ""}`.trim() + `\n${JSON.stringify(given.toJSON())}`);
      inside();
    } catch (cause) { says.textContent = (cause.said && cause.message) || form.dataset.failed; }
    go.disabled = false;
  });
}
