// A column that stays in view beside the heads of rows: it is put next to them, and stays there when the table comes anew. Without this
// script the heads of rows stay alone.
const main = document.querySelector("main");
const SVG = "http://www.w3.org/2000/svg";
let pinned;
let home;

const table = () => main.querySelector("#table table[data-pin]");
const heads = () => [...(table()?.querySelectorAll("thead th[abbr]") ?? [])];
const button = (head) => head.querySelector("button.pin");

// Where the pinned column begins and ends is known once all is laid out.
const measure = () => {
  const [names, column] = table()?.tHead.rows[0].cells ?? [];
  if (!column) return;
  const width = (cell) => cell.getBoundingClientRect().width;
  const { style } = table().parentElement;
  style.setProperty("--pin", `${width(names)}px`);
  style.setProperty("--pinned", `${width(names) + width(column)}px`);
};
const watched = new ResizeObserver(measure);

const move = (from, to) => {
  for (const row of table().rows) {
    // The heads of groups reach over all columns.
    if (row.cells.length <= from) continue;
    const cell = row.cells[from];
    cell.remove();
    row.insertBefore(cell, row.cells[to] ?? null);
  }
};

const free = () => {
  const head = table().querySelector("thead th.pinned");
  if (!head) return;
  move(1, home);
  head.classList.remove("pinned");
  button(head).setAttribute("aria-pressed", false);
  table().classList.remove("pins");
  watched.disconnect();
};

const pin = (head) => {
  free();
  home = head.cellIndex;
  move(home, 1);
  head.classList.add("pinned");
  button(head).setAttribute("aria-pressed", true);
  table().classList.add("pins");
  for (const cell of [...table().tHead.rows[0].cells].slice(0, 2)) watched.observe(cell);
};

const toggle = (head) => {
  pinned = pinned === head.abbr ? undefined : head.abbr;
  if (pinned === undefined) free();
  else pin(head);
  // What is moved loses the focus.
  button(head).focus();
};

const icon = () => {
  const [svg, path] = ["svg", "path"].map((name) => document.createElementNS(SVG, name));
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["width", 16], ["height", 16], ["aria-hidden", true]]) svg.setAttribute(name, value);
  path.setAttribute("d", "M5 2h6M6 2v5L4 9v1h8V9l-2-2V2M8 10v4");
  svg.append(path);
  return svg;
};

const add = () => {
  const all = heads();
  if (all.length < 2) return;
  for (const head of all) {
    const made = document.createElement("button");
    const words = document.createElement("span");
    made.type = "button";
    made.className = "pin";
    made.setAttribute("aria-pressed", false);
    words.className = "vh";
    words.textContent = table().dataset.pin.replace("#", head.abbr);
    made.append(icon(), words);
    made.onclick = () => toggle(head);
    (head.querySelector(".sort") ?? head.querySelector("b")).after(made);
  }
  const again = all.find((head) => head.abbr === pinned);
  if (again) pin(again);
};

main.addEventListener("renewed", add);
add();
