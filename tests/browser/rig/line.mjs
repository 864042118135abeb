// A bad line: what is seen when.

/** A mobile line of the second generation: 50 kbit/s, and 400 ms until anything answers. */
export const BAD_LINE = { latency: 400, bytesPerSecond: 50_000 / 8 };

const WITHIN_MS = 60_000;

async function onLine(browser, { latency, bytesPerSecond }, look) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(WITHIN_MS);
    page.setDefaultNavigationTimeout(WITHIN_MS);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await session.send('Network.emulateNetworkConditions', {
      offline: false, latency, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond,
    });
    return await look(page);
  } finally {
    await context.close();
  }
}

/**
 * When a table of so many rows is on the screen, on a first visit.
 *
 * @returns {Promise<{words: number, table: number, fonts: number, fontsThen: number}>} milliseconds since the address was asked for: until
 * the first words are painted, until the whole table is, until all fonts are there; and how many fonts were there with the table
 */
export async function firstTable(browser, url, { rows, ...line }) {
  return onLine(browser, line, async (page) => {
    await page.addInitScript((wanted) => {
      // Fonts of the reader's own stand in from the first, as "… as Arial".
      const ours = ({ family, status }) => !family.includes(' as ') && status === 'loaded';
      const loaded = () => [...document.fonts].filter(ours).length;
      // A frame is drawn only once styles are there, so what it finds laid out is painted with it.
      const look = () => {
        const last = document.querySelectorAll('#table tbody th[scope=row]')[wanted - 1];
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        if (last?.getBoundingClientRect().height > 0 && paint) {
          window.seen = { words: Math.round(paint.startTime), table: Math.round(performance.now()), fontsThen: loaded() };
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
    }, rows);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(() => window.seen);
    const fonts = await page.evaluate(() => document.fonts.ready.then(() => Math.round(performance.now())));
    return { ...(await page.evaluate(() => window.seen)), fonts };
  });
}

/** By how much all that is seen moves while a page loads: the cumulative layout shift. */
export async function moved(browser, url) {
  return onLine(browser, { latency: 50, bytesPerSecond: 100_000 }, async (page) => {
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) window.shift += value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    return page.evaluate(() => window.shift);
  });
}
