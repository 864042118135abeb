// One Chromium a test file; each test opens pages that are watched until it ends.

import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

import { watch } from './watch.mjs';
import { CONTRASTS, VIEWS } from './views.mjs';

const ACTION_WITHIN_MS = 15_000;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Even a page that tries to reach another host must not get there from a test.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Registers a browser for this file, and a way to open pages of a site in it.
 *
 * @param {() => string} base where the site is, once it has been started
 */
export function browser(base) {
  let instance;
  before(async () => {
    instance = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless: true,
      args: FLAGS,
    });
  });
  after(async () => { await instance?.close(); });

  /**
   * Opens a page as one of {@link VIEWS} or {@link CONTRASTS}; when the test ends, what the page did wrong fails it.
   *
   * @param {import('node:test').TestContext} t
   * @param {string} path
   * @param {{as?: keyof typeof VIEWS | keyof typeof CONTRASTS, status?: number, later?: number, locale?: string}} [how]
   */
  async function open(t, path, { as = 'desktop', status = 200, later = 200, locale = 'en-GB' } = {}) {
    const context = await instance.newContext({ ...VIEWS[as], ...CONTRASTS[as], locale, reducedMotion: 'reduce' });
    context.setDefaultTimeout(ACTION_WITHIN_MS);
    const page = await context.newPage();
    const watched = watch(page, base());
    // `later` is a status that the test means to meet on its way.
    for (const unusual of [status, later].filter((one) => one !== 200)) {
      watched.expectStatus(unusual);
    }
    t.after(async () => {
      await context.close();
      watched.assertInnocent();
    });
    const response = await page.goto(new URL(path, base()).href, { waitUntil: 'load' });
    if (response.status() !== status) {
      throw new Error(`${path} answered ${response.status()}, not ${status}\n${await response.text()}`);
    }
    return page;
  }

  return { open, instance: () => instance };
}
