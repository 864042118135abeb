// A filter over the lists of the form. Without it the form does the same by asking the server.
const form = document.querySelector("form.choose");
const box = form?.querySelector("[data-filter]");
const said = form?.querySelector("[data-found]");

if (form && box && said) {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const sections = [...form.querySelectorAll("[data-section]")].map((section) =>
    [...section.querySelectorAll("details[data-list]")].map((list) => ({
      list,
      open: list.open && !box.value,
      rows: [...list.querySelectorAll(".box")].map((row) => {
        const input = row.querySelector("input");
        return { row, input, text: fold(`${row.textContent} ${row.dataset.also ?? ""} ${input.value}`) };
      }),
    })),
  );
  let waiting;

  const show = ({ list, open, rows }, hits) => {
    let left = 0;
    for (const { row, input, text } of rows) {
      row.hidden = hits !== null && !hits(text) && !input.checked;
      left += row.hidden ? 0 : 1;
    }
    list.hidden = left === 0;
    list.open = hits === null ? open : left > 0;
  };

  // Things that have all the words, else those that have any, else everything: each part for itself.
  const filter = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    const all = (text) => words.every((word) => text.includes(word));
    const any = (text) => words.some((word) => text.includes(word));
    let count = 0;
    for (const lists of sections) {
      const texts = lists.flatMap(({ rows }) => rows.map(({ text }) => text));
      const hits = words.length === 0 ? undefined : [all, any].find((test) => texts.some(test));
      count += hits ? texts.filter(hits).length : 0;
      for (const list of lists) show(list, hits ?? null);
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

// Years and rounds hold only while neither the latest nor all periods are chosen.
const these = form?.querySelector("[data-these]");

if (form && these) {
  const within = these.closest("fieldset");
  const given = [...within.querySelectorAll("[name=periods]:not([type=radio])")];
  for (const input of given) {
    input.addEventListener("input", () => {
      these.checked = true;
    });
  }
  for (const other of within.querySelectorAll("[name=periods][type=radio]:not([data-these])")) {
    other.addEventListener("change", () => {
      for (const input of given) {
        if (input.type === "checkbox") input.checked = false;
        else input.value = "";
      }
    });
  }
}
