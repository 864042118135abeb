// A site that was not told its own address cites by path alone; here the reader's browser knows the rest.
for (const cited of document.querySelectorAll("[data-path]")) {
  const path = cited.dataset.path;
  cited.textContent = cited.textContent.replace(path, () => location.origin + path);
}
