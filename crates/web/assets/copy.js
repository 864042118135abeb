// Buttons that put the table on the clipboard, in the formats that its links have. Without this script the links are there.
const main = document.querySelector("main");

const fetched = async (href) => {
  const response = await fetch(href);
  if (!response.ok) throw new Error(response.statusText);
  return response.text();
};

// Some browsers copy only while the press of a button lasts: they are given the promise of a text.
const put = async (text) => {
  const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
  blob.catch(() => {});
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
};

// Sites without a certificate have no clipboard, and a reader may refuse it.
const show = (text, label, after) => {
  const box = document.createElement("textarea");
  box.readOnly = true;
  box.rows = 8;
  box.value = text;
  box.setAttribute("aria-label", label);
  box.dir = "auto";
  after.after(box);
  box.focus();
  box.select();
};

const copy = async (link, said) => {
  said.parentElement.querySelector("textarea")?.remove();
  said.textContent = "";
  const text = fetched(link.href);
  try {
    await put(text);
    said.textContent = said.dataset.copied;
  } catch {
    try {
      show(await text, link.textContent, said);
      said.textContent = said.dataset.refused;
    } catch {
      said.textContent = said.dataset.failed;
    }
  }
};

const add = () => {
  const said = main.querySelector("[data-copied]");
  const row = document.createElement("div");
  row.className = "row";
  for (const link of main.querySelectorAll("a[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = link.dataset.copy;
    button.onclick = () => copy(link, said);
    row.append(button);
  }
  said?.before(row);
};

main.addEventListener("renewed", add);
add();
