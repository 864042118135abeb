// Another order, other rows: the same address that the link has, fetched and put in place, so that scroll and focus stay. What cannot be
// fetched is followed as any link. Without this script the links do the same.
const main = document.querySelector("main");
const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
document.body.append(said);

// A site that was not told its own address cites by path alone; the reader's browser knows the rest.
const cite = () => {
  for (const cited of main.querySelectorAll("[data-path]")) {
    const { path } = cited.dataset;
    cited.textContent = cited.textContent.replace(path, () => location.origin + path);
  }
};

const links = () => [...main.querySelectorAll("a[data-update]")];
const table = () => main.querySelector(".scroll");
let latest;

const update = async (href, focus) => {
  latest?.abort();
  latest = new AbortController();
  const response = await fetch(href, { signal: latest.signal, headers: { accept: "text/html" } });
  if (!response.ok || response.redirected) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [left, top, dense] = [table()?.scrollLeft, table()?.scrollTop, main.querySelector("#dense")?.checked];
  main.replaceChildren(...page.querySelector("main").childNodes);
  document.title = page.title;
  const box = main.querySelector("#dense");
  if (box) box.checked = dense;
  main.dispatchEvent(new Event("renewed"));
  table()?.scrollTo(left, top);
  links()[focus]?.focus({ preventScroll: true });
  cite();
  said.textContent = main.querySelector("[data-updated]")?.dataset.updated ?? "";
};

main.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-update]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  update(link.href, links().indexOf(link)).then(
    () => history.pushState(null, "", link.href),
    (error) => { if (error.name !== "AbortError") location.assign(link.href); },
  );
});
addEventListener("popstate", () => {
  update(location.href).catch((error) => { if (error.name !== "AbortError") location.reload(); });
});
cite();
