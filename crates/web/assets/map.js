// Pointing at a class of the legend lights up its places; pointing at a place says what is said of it, and which class it is of. Without
// this script the same stands in the legend and behind every place.
const figure = document.querySelector(".map");
const land = figure?.querySelector("svg");
const said = document.querySelector("[data-said-map]");
const keys = [...document.querySelectorAll(".key [data-key]")];

const light = (name) => {
  for (const mark of land.querySelectorAll("[data-class]")) mark.classList.toggle("lit", mark.dataset.class === name);
  land.classList.toggle("dim", Boolean(name));
};
const place = (target) => target.closest?.(".map a[data-class]");
const tell = (mark) => {
  said.textContent = mark?.querySelector("title")?.textContent ?? "";
  for (const key of keys) key.classList.toggle("lit", key.dataset.key === mark?.dataset.class);
};

if (land && said) {
  for (const key of keys) {
    for (const event of ["pointerenter", "focusin"]) key.addEventListener(event, () => light(key.dataset.key));
    for (const event of ["pointerleave", "focusout"]) key.addEventListener(event, () => light());
  }
  for (const event of ["pointerover", "focusin"]) land.addEventListener(event, ({ target }) => tell(place(target)));
  for (const event of ["pointerleave", "focusout"]) land.addEventListener(event, () => tell());
}
