// What no page may ever do, watched on every page that a test opens.

import assert from 'node:assert/strict';

/**
 * Watches a page for requests to other hosts, errors of scripts, refusals of the content policy and failed requests.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} base
 */
export function watch(page, base) {
  const faults = [];
  const expected = new Set();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== base) {
      faults.push(`asked another host: ${url.href}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !expected.has(response.status())) {
      faults.push(`${response.status()} for ${response.url()}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`a script failed: ${error}`));
  page.on('console', (message) => {
    const aboutStatus = /Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !(aboutStatus && expected.size > 0)) {
      faults.push(`console: ${message.text()}`);
    }
  });
  return {
    faults,
    /** Says that this test means to meet an answer of this status. */
    expectStatus: (status) => expected.add(status),
    assertInnocent: () => assert.deepEqual(faults, [], 'the page did what no page may do'),
  };
}
