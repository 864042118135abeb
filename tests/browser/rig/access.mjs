// axe: what a machine can find of the faults that shut people out.

import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Everything axe finds on the page as it is now, a line each. */
export async function accessFaults(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
}

/** Fails with what axe finds. */
export async function assertAccessible(page) {
  assert.deepEqual(await accessFaults(page), []);
}

/** What a page's colours can get wrong. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Fails with what axe finds in the colours alone: for a look that differs in nothing else from one that was looked at whole. */
export async function assertColours(page) {
  const { violations, passes } = await new AxeBuilder({ page }).withRules(COLOURS).analyze();
  assert.ok(passes.length > 0, 'nothing was looked at');
  assert.deepEqual(violations.flatMap(({ nodes }) => nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`)), []);
}

/** Fails where text stands out less than 7 to 1 from what is behind it. */
export async function assertStandsOut(page) {
  const { violations, passes } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
  assert.ok(passes.length > 0, 'nothing was looked at');
  assert.deepEqual(violations.flatMap(({ nodes }) => nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`)), []);
}
