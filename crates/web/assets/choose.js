// A filter over the lists of the form. Without it the form does the same by asking the server.
const form = document.querySelector("form.choose");
const box = form?.querySelector("[data-filter]");
const said = form?.querySelector("[data-found]");

if (form && box && said) {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const lists = [...form.querySelectorAll("details[data-list]")];
  const opened = new Map(lists.map((list) => [list, list.open]));
  const boxes = lists.flatMap((list) =>
    [...list.querySelectorAll(".box")].map((row) => ({
      row,
      list,
      text: fold(`${row.textContent} ${row.dataset.also ?? ""}`),
    })),
  );
  let waiting;

  const filter = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    const found = new Set();
    let count = 0;
    for (const { row, list, text } of boxes) {
      const hit = words.every((word) => text.includes(word));
      row.hidden = !hit && !row.querySelector("input").checked;
      if (hit) {
        count += 1;
        found.add(list);
      }
    }
    for (const list of lists) {
      const empty = ![...list.querySelectorAll(".box")].some((row) => !row.hidden);
      list.hidden = words.length > 0 && empty;
      list.open = words.length > 0 ? found.has(list) : opened.get(list);
    }
    said.textContent = words.length > 0 ? said.dataset.found.replace("#", count) : "";
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  // Enter in the box would send the form before anything is chosen.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      filter();
    }
  });
  form.querySelector("[data-find]")?.setAttribute("hidden", "");
  if (box.value) filter();
}
