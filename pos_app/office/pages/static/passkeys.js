"use strict";
/* Passkeys: what the office asks is put to this device, and its answer is sent back. */
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const create = async (asked) => {
    asked.challenge = bytes(asked.challenge);
    asked.user.id = bytes(asked.user.id);
    for (const known of asked.excludeCredentials || []) known.id = bytes(known.id);
    const made = await navigator.credentials.create({ publicKey: asked });
    return { id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: made.getClientExtensionResults(),
      response: { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject) } };
  };
  const get = async (asked) => {
    asked.challenge = bytes(asked.challenge);
    delete asked.allowCredentials;
    const told = await navigator.credentials.get({ publicKey: asked });
    return { id: told.id, rawId: text(told.rawId), type: told.type, clientExtensionResults: told.getClientExtensionResults(),
      response: { clientDataJSON: text(told.response.clientDataJSON), authenticatorData: text(told.response.authenticatorData),
        signature: text(told.response.signature), userHandle: text(told.response.userHandle) } };
  };
  const kinds = { create, get };

  const post = async (form, address, body) => {
    const headers = { "content-type": "application/json", "x-form-token": form.dataset.token };
    const answer = await fetch(address, { method: "POST", headers, body, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status === 429 ? form.dataset.wait : form.dataset.failed);
    return answer.json();
  };
  const prove = async (form) => {
    const asked = await post(form, `${form.getAttribute("action")}/question`, "");
    if (asked.go) return asked.go;
    const to = form.dataset.to ? `?to=${encodeURIComponent(form.dataset.to)}` : "";
    const answer = await kinds[form.dataset.passkey](asked);
    return (await post(form, form.getAttribute("action") + to, JSON.stringify(answer))).go;
  };

  for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
    const trouble = form.querySelector("[role=alert]");
    const button = form.querySelector("button");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.hidden = true;
      button.disabled = true;
      try {
        location.assign(await prove(form));
      } catch (error) {
        /* What a browser says of its passkeys is for developers. */
        trouble.textContent = [form.dataset.wait, form.dataset.failed].includes(error.message) ? error.message : form.dataset.failed;
        trouble.hidden = false;
        button.disabled = false;
      }
    });
  }
})();
