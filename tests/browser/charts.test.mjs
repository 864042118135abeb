// Charts: every mark is reached by keyboard, says its figure and leads to it; narrow screens have an arrangement of their own; a frame shows a chart.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { site } from './rig/site.mjs';
import { PAGES } from './pages.mjs';

const { open } = site();

test('a mark is reached by keyboard, says its figure and leads to it', async (t) => {
  const page = await open(t, PAGES.chart.path, { as: 'desktop' });
  const mark = page.locator('.wide a').first();
  await mark.focus();
  const told = await page.evaluate(() => document.activeElement.querySelector('title')?.textContent);
  assert.match(told, /^Kazakhstan: 94,600 people \(HRI 2020\)$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/en\/places\/KAZ\/pwid_population_size#HRI\/2020$/);
});

test('each screen shows one arrangement, in words that can be read', async (t) => {
  for (const [look, shown, hidden] of [['desktop', '.wide', '.narrow'], ['phone', '.narrow', '.wide']]) {
    const page = await open(t, PAGES.chart.path, { as: look });
    assert.ok(await page.locator(shown).isVisible(), look);
    assert.ok(!(await page.locator(hidden).isVisible()), look);
    const sizes = await page.locator(`${shown} text`).evaluateAll((texts) => texts.map((text) => {
      const scale = text.getScreenCTM().a;
      return Number(text.getAttribute('font-size')) * scale;
    }));
    assert.ok(Math.min(...sizes) >= 10.5, `${look}: ${Math.min(...sizes)}`);
  }
});

test('another kind is a link away, and a refused one says why', async (t) => {
  const page = await open(t, PAGES.chart.path, { as: 'desktop' });
  await page.getByRole('link', { name: 'Dots and ranges' }).click();
  await page.waitForURL(/kind=dots$/);
  await page.goto(new URL(PAGES['chart-refused'].path, page.url()).href);
  assert.match(await page.textContent('main'), /A yes has no length/);
  await page.getByRole('link', { name: 'Places by answer' }).click();
  assert.ok(await page.locator('.wide svg').isVisible());
});
