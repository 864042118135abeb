// Choosing what a table shows: by mouse and keyboard, with and without JavaScript, as a newcomer would.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './rig/access.mjs';
import { tabTo, walk, walkFaults } from './rig/keyboard.mjs';
import { figures } from './rig/table.mjs';
import { site } from './rig/site.mjs';

const CHOOSE = '/en/tables/choose';
const NSP = 'input[name="indicators"][value="nsp_available"]';
const BULGARIA = 'input[name="areas"][value="BGR"]';

const { open } = site();

/** The list that holds an input. */
const listOf = (page, input) => page.locator('details[data-list]', { has: page.locator(input) });

/** What the address asks for. */
const asked = (page) => new URL(page.url()).search;

for (const view of ['desktop', 'desktop-plain', 'phone', 'phone-plain']) {
  test(`from the first page to a table by clicking, ${view}`, async (t) => {
    const page = await open(t, '/en/', { as: view });
    await page.click('header nav a[href^="/en/tables/choose"]');
    for (const input of [NSP, BULGARIA]) {
      const list = listOf(page, input).first();
      if ((await list.getAttribute('open')) === null) {
        await list.locator('summary').click();
      }
      await list.locator(input).check();
    }
    await page.click('form.choose .submit button');
    assert.equal(asked(page), '?indicators=nsp_available&areas=BGR');
    const cell = (await figures(page)).get('BGR/nsp_available');
    assert.match(cell.period, /2024/);
  });
}

for (const view of ['desktop', 'desktop-plain']) {
  test(`from the first page to a table with the keyboard alone, ${view}`, async (t) => {
    const page = await open(t, '/en/', { as: view });
    await page.keyboard.press('Tab');
    assert.equal(await page.locator('.skip').evaluate((skip) => skip === document.activeElement), true);
    await tabTo(page, 'header nav a[href^="/en/tables/choose"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/tables\/choose/);
    for (const input of [NSP, BULGARIA]) {
      const list = listOf(page, input).first();
      const summary = list.locator('summary');
      await tabUntil(page, summary);
      if ((await list.getAttribute('open')) === null) {
        await page.keyboard.press('Enter');
      }
      await tabTo(page, input);
      await page.keyboard.press('Space');
      assert.equal(await list.locator(input).isChecked(), true);
    }
    await tabTo(page, 'form.choose .submit button');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/tables\?/);
    assert.equal(asked(page), '?indicators=nsp_available&areas=BGR');
  });
}

/** Presses Tab until this element has the focus. */
async function tabUntil(page, locator, limit = 400) {
  for (let count = 0; count < limit; count += 1) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  throw new Error(`${limit} presses of Tab do not lead there`);
}

test('the filter shows what matches, and everything again when it is emptied', async (t) => {
  const page = await open(t, CHOOSE);
  const shown = () => page.locator('.box:visible input[name="areas"]').evaluateAll((all) => all.map((one) => one.value));
  await page.fill('[data-filter]', 'bulgar');
  await page.waitForFunction(() => document.querySelector('[data-found]').textContent !== '');
  assert.deepEqual(await shown(), ['BGR']);
  assert.match(await page.textContent('[data-found]'), /1/);
  await assertAccessible(page);

  await page.fill('[data-filter]', '');
  await page.waitForFunction(() => document.querySelector('[data-found]').textContent === '');
  assert.ok((await page.locator('input[name="areas"]').count()) > 100);
  assert.equal(await page.locator('.box[hidden]').count(), 0);
});

test('what is ticked stays in sight, and stays ticked, whatever the filter says', async (t) => {
  const page = await open(t, CHOOSE);
  await page.fill('[data-filter]', 'bulgar');
  await page.locator(`.box:visible ${BULGARIA}`).first().check();
  await page.fill('[data-filter]', 'nepal');
  await page.locator('.box:visible input[name="areas"][value="NPL"]').first().check();
  assert.equal(await page.locator(`.box:visible ${BULGARIA}`).first().isChecked(), true);
});

test('the filter does not mind accents', async (t) => {
  const page = await open(t, CHOOSE);
  await page.fill('[data-filter]', 'cote d');
  await page.locator('.box:visible input[name="areas"][value="CIV"]').first().waitFor();
});

test('Enter in the filter sends nothing', async (t) => {
  const page = await open(t, CHOOSE);
  await page.fill('[data-filter]', 'bulgar');
  await page.press('[data-filter]', 'Enter');
  await page.locator(`.box:visible ${BULGARIA}`).first().waitFor();
  assert.equal(new URL(page.url()).pathname, CHOOSE);
});

test('without JavaScript the server filters', async (t) => {
  const page = await open(t, CHOOSE, { as: 'desktop-plain' });
  await page.fill('#filter', 'bulgar');
  await page.click('button[formaction="/en/tables/choose"]');
  assert.match(asked(page), /q=bulgar/);
  const places = await page.locator('.box:not([hidden]) input[name="areas"]').evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual([...new Set(places)], ['BGR']);
});

test('changing a table begins with what it shows', async (t) => {
  const page = await open(t, '/en/tables?indicators=nsp_available&areas=BGR');
  await page.locator('.tools a').first().click();
  await page.waitForURL(/\/tables\/choose/);
  assert.equal(await page.locator(NSP).first().isChecked(), true);
  assert.equal(await page.locator(BULGARIA).first().isChecked(), true);
});

test('an empty form comes back and says what is lacking', async (t) => {
  const page = await open(t, CHOOSE, { later: 400 });
  await page.click('form.choose .submit button');
  await page.locator('[role="alert"]').waitFor();
  assert.notEqual((await page.innerText('[role="alert"]')).trim(), '');
  assert.equal(await page.locator('form.choose').count(), 1);
  await assertAccessible(page);
});

test('years that are written hold, and the latest takes their place', async (t) => {
  const page = await open(t, CHOOSE);
  await page.fill('#years', '2020');
  assert.equal(await page.isChecked('[data-these]'), true);
  await page.locator('input[type="radio"][name="periods"][value="all"]').check();
  assert.equal(await page.inputValue('#years'), '');
});

for (const path of ['/en/', CHOOSE]) {
  test(`every stop of the Tab key on ${path} is seen`, async (t) => {
    const page = await open(t, path);
    const steps = await walk(page);
    assert.ok(steps.length > 5, JSON.stringify(steps));
    assert.deepEqual(walkFaults(steps), []);
  });
}
