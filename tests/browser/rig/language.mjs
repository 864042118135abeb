// Text that never went through the messages.
//
// In the pseudo-locale every message is written between ⟦ and ⟧. What stands outside them is either content of the
// evidence, which its element says (translate="no", data-content, or a language of its own), or a fault.

import assert from 'node:assert/strict';

/**
 * Every text with a letter in it that is neither a message nor content, with the element it is in.
 *
 * @returns {Promise<string[]>}
 */
export async function unmarkedTexts(page) {
  return page.evaluate(() => {
    const isContent = (element) => element.closest('[translate="no"], [data-content], body [lang], script, style') !== null;
    const hasLetter = (text) => /\p{L}/u.test(text);
    const found = [];
    const note = (text, element, where) => {
      found.push(`${text.trim().slice(0, 80)} — ${where} of ${element.localName}${element.className ? `.${element.className}` : ''}`);
    };
    // The site's own name is whatever its operator calls it.
    const siteName = document.querySelector('header .name')?.textContent ?? '';
    let depth = 0;
    const outside = (text) => {
      let rest = '';
      for (const sign of text) {
        if (sign === '⟦') {
          depth += 1;
        } else if (sign === '⟧') {
          depth -= 1;
        } else if (depth === 0) {
          rest += sign;
        }
      }
      return rest;
    };
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const whole = outside(walker.currentNode.data);
      const rest = element.localName === 'title' ? whole.replace(siteName, '') : whole;
      if (hasLetter(rest) && !isContent(element)) {
        note(rest, element, 'text');
      }
    }
    if (depth !== 0) {
      found.push(`messages do not end where they should: ${depth} too many begin`);
    }
    for (const element of document.querySelectorAll('[title], [alt], [placeholder], [aria-label], [label]')) {
      for (const name of ['title', 'alt', 'placeholder', 'aria-label', 'label']) {
        const value = element.getAttribute(name) ?? '';
        depth = 0;
        if (hasLetter(outside(value)) && !isContent(element)) {
          note(value, element, name);
        }
      }
    }
    for (const element of document.querySelectorAll('input[type="submit"], input[type="button"], input[type="reset"]')) {
      depth = 0;
      if (hasLetter(outside(element.value))) {
        note(element.value, element, 'value');
      }
    }
    return found;
  });
}

/** Fails with the texts that bypass the messages, and when there is no message at all. */
export async function assertTranslated(page) {
  assert.match(await page.textContent('body'), /⟦/, 'not in the pseudo-locale');
  assert.deepEqual(await unmarkedTexts(page), []);
}
