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

// A large table comes in two pieces: what can be seen at once, and the rest when that is painted. Until then its columns keep the widths
// they had, so that nothing moves twice.
const ROWS = 60;

// Takes the rows that nobody sees at first out of a table; gives what puts them back. Nothing where the table is small, where the reader
// is further down than its first rows, and where a column stands elsewhere than it was sent.
const hold = (table, top) => {
  const rows = [...(table?.tBodies ?? [])].flatMap((body) => [...body.rows].map((row) => [body, row]));
  if (top > 0 || rows.length <= 2 * ROWS || main.querySelector("table.pins")) return undefined;
  const held = rows.slice(ROWS);
  for (const [, row] of held) row.remove();
  return () => { for (const [body, row] of held) body.append(row); };
};
const widths = (table) => [...(table?.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.getBoundingClientRect().width);
const keep = (table, columns) => {
  if (table.tHead?.rows[0]?.cells.length !== columns.length) return () => {};
  const group = document.createElement("colgroup");
  for (const width of columns) group.append(Object.assign(document.createElement("col"), { width }));
  table.tHead.before(group);
  Object.assign(table.style, { tableLayout: "fixed", width: `${columns.reduce((sum, width) => sum + width, 0)}px` });
  return () => {
    group.remove();
    Object.assign(table.style, { tableLayout: "", width: "" });
  };
};
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

const update = async (href, focus) => {
  latest?.abort();
  latest = new AbortController();
  const response = await fetch(href, { signal: latest.signal, headers: { accept: "text/html" } });
  if (!response.ok || response.redirected) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [left, top, dense] = [table()?.scrollLeft, table()?.scrollTop, main.querySelector("#dense")?.checked];
  const columns = widths(table()?.querySelector("table"));
  const fresh = page.querySelector("main");
  const grid = fresh.querySelector("#table table");
  const rest = hold(grid, top);
  main.replaceChildren(...fresh.childNodes);
  const loosen = rest && keep(grid, columns);
  document.title = page.title;
  const box = main.querySelector("#dense");
  if (box) box.checked = dense;
  main.dispatchEvent(new Event("renewed"));
  table()?.scrollTo(left, top);
  links()[focus]?.focus({ preventScroll: true });
  cite();
  said.textContent = main.querySelector("[data-updated]")?.dataset.updated ?? "";
  if (!rest) return;
  await painted();
  rest();
  loosen();
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
