// Passkeys: what a button of a form marked so does with the device. Without this, and without a device, the other ways in stay.

const has = typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** Asks the site for a question, the device for its answer, and sends the form with it. */
async function answer(form) {
  const fields = new URLSearchParams({ form: form.elements.form?.value ?? '' });
  const response = await fetch(form.dataset.begin, { method: 'POST', body: fields });
  if (!response.ok) {
    throw new Error(response.status);
  }
  const { token, options } = await response.json();
  const credential = form.dataset.passkey === 'add'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });
  form.elements.token.value = token;
  form.elements.response.value = JSON.stringify(credential.toJSON());
  form.submit();
}

if (has) {
  for (const note of document.querySelectorAll('[data-without-passkeys]')) {
    note.hidden = true;
  }
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const said = form.querySelector('[role=status]');
      said.textContent = '';
      answer(form).catch(() => { said.textContent = form.dataset.failed; });
    });
  }
}
