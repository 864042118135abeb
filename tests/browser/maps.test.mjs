// Maps: reached by keyboard, told where they are pointed at, and the same without JavaScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tabTo } from './rig/keyboard.mjs';
import { site } from './rig/site.mjs';
import { PAGES } from './pages.mjs';

const { ask, open } = site();

const WORLD = PAGES.map.path;
const REGION = PAGES['map-region'].path;

/** What is pointed at in the picture, by what it says. */
const titles = (page) => page.locator('.map a title').evaluateAll((all) => all.map((one) => one.textContent).sort());

test('every place of a map stands as text beneath it, with and without JavaScript', async (t) => {
  const [scripted, plain] = [await open(t, REGION), await open(t, REGION, { as: 'phone-plain' })];
  const drawn = await titles(scripted);
  assert.ok(drawn.length > 20, `${drawn.length} places`);
  assert.deepEqual(await titles(plain), drawn);
  const listed = await plain.locator('.key ul a').evaluateAll((all) => all.map((one) => one.textContent).sort());
  assert.deepEqual(drawn.filter((title) => !listed.includes(title)), []);
});

test('a place is reached by keyboard, seen, told and followed', async (t) => {
  const page = await open(t, REGION);
  await tabTo(page, '.map a');
  const stroke = await page.evaluate(() => getComputedStyle(document.activeElement.firstElementChild.nextElementSibling).strokeWidth);
  assert.equal(stroke, '2px', 'nothing shows that it has the focus');
  const title = await page.evaluate(() => document.activeElement.querySelector('title').textContent);
  assert.equal(await page.locator('[data-said-map]').textContent(), title);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/en\/places\//);
  assert.equal(await page.locator('h1').count(), 1);
});

test('a class of the legend lights up its places', async (t) => {
  const page = await open(t, WORLD);
  await page.locator('.key [data-key="no"] summary').focus();
  const lit = await page.locator('.map .lit').evaluateAll((all) => all.map((one) => one.dataset.class));
  assert.ok(lit.length > 10 && lit.every((key) => key === 'no'), lit.join(' '));
  await page.keyboard.press('Tab');
  await page.locator('#downloads').scrollIntoViewIfNeeded();
});

test('the next time, another part of the world and a file are a step away', async (t) => {
  const page = await open(t, WORLD);
  await page.locator('[rel="prev"]').first().click();
  await page.waitForURL(/periods=/);
  await page.selectOption('#areas', 'region:HRI/EURASIA');
  await page.locator('.choice button').click();
  await page.waitForURL(/areas=region:HRI\/EURASIA/);
  assert.match(page.url(), /periods=/, 'the time is kept');
  const file = await ask(await page.locator('.downloads a[download]').first().getAttribute('href'));
  assert.equal(file.status, 200);
  assert.match(await file.text(), /^<svg xmlns/);
});

test('words of a file keep within it, in the letters of this browser', async (t) => {
  for (const path of [WORLD, REGION]) {
    for (const width of [720, 340]) {
      const text = await (await ask(`${path.replace('/maps?', '/maps.svg?')}&width=${width}`)).text();
      const page = await open(t, '/en/about');
      const outside = await page.evaluate((svg) => {
        const holder = document.createElement('div');
        holder.innerHTML = svg;
        document.body.replaceChildren(holder);
        const root = holder.querySelector('svg');
        const frame = root.getBoundingClientRect();
        const reaches = ({ left, right }) => left < frame.left - 1 || right > frame.right + 1;
        return [...root.querySelectorAll('text')].filter((one) => reaches(one.getBoundingClientRect())).map((one) => one.textContent);
      }, text);
      assert.deepEqual(outside, [], `${path} ${width}`);
    }
  }
});
