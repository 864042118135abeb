// Whether a page keeps within its width.

import assert from 'node:assert/strict';

/**
 * What sticks out of the window sideways; what scrolls within a region of its own does not.
 *
 * @returns {Promise<string[]>}
 */
export async function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const hidesWhatSticksOut = (element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
    const contained = (element) => {
      for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
        if (scrolls(outer) || hidesWhatSticksOut(outer)) {
          return true;
        }
      }
      return false;
    };
    const name = (element) => {
      const id = element.id ? `#${element.id}` : '';
      const classes = [...element.classList].map((word) => `.${word}`).join('');
      return `${element.localName}${id}${classes}`;
    };
    const found = [];
    if (document.documentElement.scrollWidth > width) {
      found.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
    }
    for (const element of document.body.querySelectorAll('*')) {
      const { left, right, width: own } = element.getBoundingClientRect();
      const forReadersOnly = own <= 1;
      if (!forReadersOnly && (right > width + 1 || left < -1) && !contained(element)) {
        found.push(`${name(element)} reaches from ${Math.round(left)} to ${Math.round(right)} of ${width}`);
      }
    }
    return found.slice(0, 20);
  });
}

/** Fails with what sticks out. */
export async function assertWithinWidth(page) {
  assert.deepEqual(await overflow(page), []);
}
