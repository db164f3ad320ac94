// Passkeys: the browser is asked, its answer is sent. Without this, and on browsers without passkeys, passwords remain.
const form = document.querySelector("[data-passkey]"), go = form?.querySelector("[data-passkey-go]");
if (go && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  const says = form.querySelector("[data-passkey-says]"), kind = form.dataset.passkey;
  go.hidden = false;
  const send = async (path, body) => {
    const answer = await fetch(path, { method: "POST", body, headers: { "content-type": "text/plain" }, credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };
  go.addEventListener("click", async () => {
    says.textContent = "";
    go.disabled = true;
    try {
      if (kind === "register") {
        const { ceremony, asked } = await (await send("/account/passkey/begin", "")).json();
        const made = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.publicKey) });
        await send("/account/passkey", `${ceremony} ${form.elements.note.value}\n${JSON.stringify(made.toJSON())}`);
        location.reload();
      } else {
        const { ceremony, asked } = await (await send("/sign-in/passkey/begin", form.elements.handle.value)).json();
        const shown = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey) });
        await send("/sign-in/passkey", `${ceremony}\n${JSON.stringify(shown.toJSON())}`);
        location.assign("/");
      }
    } catch { says.textContent = form.dataset.failed; }
    go.disabled = false;
  });
}
