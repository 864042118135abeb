// Suggestions beneath a search box: the editable combobox with list autocomplete of ARIA APG. Without them the form asks the server.

const make = (name, attributes, ...children) => {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...children);
  return made;
};
const set = (element, attributes) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));

const go = (option) => location.assign(option.dataset.page);

for (const form of document.querySelectorAll("[data-search]")) {
  const box = form.querySelector("[name=q]");
  const said = form.querySelector("[data-said]");
  const { count: found, list: label, none } = form.dataset;
  const list = make("ul", { id: `${box.id}-list`, class: "options", role: "listbox", "aria-label": label });
  let waiting;
  let asking;
  let asked = box.value.trim();
  let chosen = -1;

  // A search field has a role of its own, which may not be another.
  set(box, { type: "text", role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
  box.after(list);

  const choose = (index) => {
    list.children[chosen]?.setAttribute("aria-selected", false);
    chosen = index;
    const option = list.children[index];
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    set(box, { "aria-activedescendant": option?.id ?? "" });
  };

  const open = (yes) => {
    list.hidden = !yes;
    set(box, { "aria-expanded": yes });
    choose(-1);
  };

  const show = ({ figures, hits }) => {
    const all = [
      ...figures.map((figure) => [figure.page, `${figure.indicator_name} · ${figure.area_name}`]),
      ...hits.map((hit) => [hit.page, hit.name, hit.kind_name, hit.also]),
    ];
    list.replaceChildren(
      ...all.map(([page, name, ...notes], index) => {
        const note = make("span", { class: "quiet" }, notes.filter(Boolean).join(" · "));
        const option = { id: `${list.id}-${index}`, role: "option", "aria-selected": false, "data-page": page };
        return make("li", { ...option, "data-content": "" }, name, " ", note);
      }),
    );
    open(all.length > 0);
    said.textContent = all.length > 0 ? found.replace("#", all.length) : none;
  };

  const forget = () => {
    clearTimeout(waiting);
    asking?.abort();
    asked = said.textContent = "";
    list.replaceChildren();
    open(false);
  };

  const ask = async () => {
    const { signal } = (asking = new AbortController());
    const query = new URLSearchParams(new FormData(form));
    query.set("lang", document.documentElement.lang);
    query.set("limit", 8);
    try {
      const answer = await (await fetch(`/api/v1/search?${query}`, { signal })).json();
      if (document.activeElement === box) show(answer);
    } catch {
      if (!signal.aborted) forget();
    }
  };

  box.oninput = () => {
    const words = box.value.trim();
    choose(-1);
    if (words === asked) return;
    clearTimeout(waiting);
    asking?.abort();
    asked = words;
    waiting = setTimeout(words ? ask : forget, 150);
  };

  box.onkeydown = (event) => {
    const count = list.children.length;
    const down = event.key === "ArrowDown";
    if (event.isComposing) return;
    if ((down || event.key === "ArrowUp") && count > 0) {
      const from = chosen;
      if (list.hidden) open(true);
      if (!event.altKey) choose(down ? (from + 1) % count : (from < 1 ? count : from) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      go(list.children[chosen]);
    } else if (event.key === "Escape" && (box.value || !list.hidden)) {
      if (list.hidden) box.value = "";
      open(false);
    } else {
      if (/^(Arrow|Home|End)/.test(event.key)) choose(-1);
      return;
    }
    event.preventDefault();
  };

  // The box keeps the focus while a suggestion is pressed.
  list.onmousedown = (event) => event.preventDefault();
  list.onclick = (event) => {
    if (event.target !== list) go(event.target.closest("li"));
  };
  box.onblur = () => open(false);
  form.onsubmit = forget;
  open(false);
}
