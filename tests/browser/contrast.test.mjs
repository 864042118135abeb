// What readers see who ask their system for more contrast, or for its own colours.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible, assertStandsOut } from './rig/access.mjs';
import { assertWithinWidth } from './rig/layout.mjs';
import { picture } from './rig/picture.mjs';
import { site } from './rig/site.mjs';
import { CONTRASTS } from './rig/views.mjs';
import { PAGES, TABLE } from './pages.mjs';

const { open } = site();

const LOOKED_AT = ['home', 'choose', 'table', 'finding', 'place', 'refused', 'sources'];

for (const name of LOOKED_AT) {
  const { path, status } = PAGES[name];
  for (const look of Object.keys(CONTRASTS)) {
    test(`${name}, ${look}: fits its window, is accessible and stands out`, async (t) => {
      const page = await open(t, path, { as: look, status });
      await picture(page, `${name}-${look}`);
      await assertWithinWidth(page);
      await assertAccessible(page);
      if (look.startsWith('contrast')) await assertStandsOut(page);
    });
  }
}

const styleOf = (page, selector, ...properties) =>
  page.locator(selector).first().evaluate((element, names) => names.map((name) => getComputedStyle(element)[name]), properties);

for (const look of ['forced', 'forced-dark']) {
  test(`${look}: the focus, where one is, and the finding that was asked for are told by lines`, async (t) => {
    const page = await open(t, TABLE, { as: look });
    const [style, width] = await styleOf(page, 'header nav a[aria-current]', 'borderBottomStyle', 'borderBottomWidth');
    assert.deepEqual([style, width], ['solid', '4px']);
    assert.deepEqual(await styleOf(page, '.scroll', 'backgroundImage'), ['none']);
    await page.keyboard.press('Tab');
    const [outline, thick] = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return [outlineStyle, outlineWidth];
    });
    assert.deepEqual([outline, thick], ['solid', '3px']);
    await page.goto(new URL(PAGES.finding.path, page.url()).href);
    assert.deepEqual(await styleOf(page, '.findings tr.shown > td', 'outlineStyle'), ['solid']);
  });
}

test('with more contrast every link is underlined', async (t) => {
  const page = await open(t, TABLE, { as: 'contrast' });
  const bare = await page.locator('main a, header nav a').evaluateAll((links) =>
    links.filter((link) => link.checkVisibility() && link.textContent.trim() && !link.matches('.button, .sort, .refs a, .back'))
      .filter((link) => !getComputedStyle(link).textDecorationLine.includes('underline')).map((link) => link.textContent));
  assert.deepEqual(bare, []);
});
