// What a page costs on the wire.

/**
 * Bytes that a first visit transfers, headers included, for the page and everything it loads.
 *
 * @returns {Promise<{total: number, parts: {url: string, bytes: number}[]}>}
 */
export async function weigh(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const urls = new Map();
    const parts = [];
    session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      parts.push({ url: urls.get(requestId) ?? requestId, bytes: encodedDataLength });
    });
    await session.send('Network.enable');
    await page.goto(url, { waitUntil: 'networkidle' });
    return { total: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts };
  } finally {
    await context.close();
  }
}
