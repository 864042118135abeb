// Every page in the made-up language: all its text is a message, and it runs from right to left.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './rig/access.mjs';
import { assertTranslated } from './rig/language.mjs';
import { assertWithinWidth } from './rig/layout.mjs';
import { picture } from './rig/picture.mjs';
import { site } from './rig/site.mjs';
import { PSEUDO } from './rig/views.mjs';
import { PAGES, inLanguage } from './pages.mjs';

const { open } = site();

for (const [name, { path, status }] of Object.entries(PAGES)) {
  test(`${name}: says nothing that bypasses the messages`, async (t) => {
    await assertTranslated(await open(t, inLanguage(path, PSEUDO), { status }));
  });

  for (const look of ['desktop', 'phone']) {
    test(`${name}, ${look}: runs from right to left within its window`, async (t) => {
      const page = await open(t, inLanguage(path, PSEUDO), { as: look, status });
      await picture(page, `${name}-${look}-rtl`);
      assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
      assert.equal(await page.getAttribute('html', 'lang'), PSEUDO);
      await assertWithinWidth(page);
      await assertAccessible(page);
    });
  }
}
