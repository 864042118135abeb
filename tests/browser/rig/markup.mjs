// Whether what the server sends is HTML as the standard has it.

import assert from 'node:assert/strict';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

// The validator counts <details> as sectioning content, which a head cell may not hold; in the standard it is flow content.
const DETAILS = { details: { sectioning: false } };

const RULES = { root: true, extends: ['html-validate:standard'], elements: ['html5', DETAILS] };

/** What the validator finds in a page, a line each. */
export async function markupFaults(html) {
  const validator = new HtmlValidate(new FileSystemConfigLoader(RULES));
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, message, ruleId }) => `${line}:${column} ${ruleId}: ${message}`));
}

/** Fails with what the validator finds. */
export async function assertValid(html) {
  assert.deepEqual(await markupFaults(html), []);
}
