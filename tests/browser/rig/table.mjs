// Reading the table that a page shows, with or without scripts.

/**
 * The figures by `AREA/INDICATOR`, as a person sees them.
 *
 * @returns {Promise<Map<string, {figure: string, period: string, all: string}>>}
 */
export async function figures(page) {
  const cells = await page.locator('td[data-c]').all();
  const read = await Promise.all(cells.map(async (cell) => {
    const first = (selector) => cell.locator(selector).first();
    const period = first('.p');
    return [await cell.getAttribute('data-c'), {
      figure: (await first('.f').innerText()).trim(),
      period: (await period.count()) > 0 ? (await period.innerText()).trim() : '',
      all: (await cell.innerText()).replace(/\s+/g, ' ').trim(),
    }];
  }));
  return new Map(read);
}

/** The heads of the columns and rows, in order. */
export async function heads(page) {
  const texts = async (selector) => (await page.locator(selector).allInnerTexts()).map((text) => text.trim());
  return { columns: await texts('thead th b'), rows: await texts('tbody th[scope="row"] > span:first-child') };
}
