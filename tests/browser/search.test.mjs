// Searching: by mouse, by keyboard alone, by screen reader, without JavaScript, and where nothing answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './rig/access.mjs';
import { tabTo, walk, walkFaults } from './rig/keyboard.mjs';
import { assertTranslated } from './rig/language.mjs';
import { assertWithinWidth } from './rig/layout.mjs';
import { picture } from './rig/picture.mjs';
import { site } from './rig/site.mjs';
import { PSEUDO } from './rig/views.mjs';

const { ask, open } = site();

const BOX = '#search';
const FIGURE = '/en/places/BGR/nsp_available';

/** Types and waits until as many suggestions are shown as there are. */
async function suggest(page, words, box = BOX) {
  await page.locator(box).pressSequentially(words);
  await page.locator(`${box}-list [role="option"]`).first().waitFor();
}

/** The suggestion that is chosen, as a screen reader finds it. */
const chosen = (page, box = BOX) => page.locator(box).evaluate((input) => {
  const id = input.getAttribute('aria-activedescendant');
  const option = id ? document.getElementById(id) : null;
  return option && { text: option.firstChild.textContent, isSelected: option.getAttribute('aria-selected') };
});

for (const view of ['desktop', 'phone']) {
  test(`a suggestion is pressed, ${view}`, async (t) => {
    const page = await open(t, '/en/about', { as: view });
    const header = await page.locator('header.site').boundingBox();
    await suggest(page, 'needle exchange bulgaria');
    await picture(page, `search-suggestions-${view}`);
    assert.deepEqual(await page.locator('header.site').boundingBox(), header, 'the header moved');
    await assertWithinWidth(page);
    await assertAccessible(page);
    await page.locator(`${BOX}-list [role="option"]`).first().click();
    await page.waitForURL(`**${FIGURE}`);
  });
}

test('it works with the keyboard alone, as a combobox does', async (t) => {
  const page = await open(t, '/en/about');
  await tabTo(page, BOX);
  assert.equal(await page.getAttribute(BOX, 'role'), 'combobox');
  assert.equal(await page.getAttribute(BOX, 'aria-expanded'), 'false');
  await suggest(page, 'needle exchange bulgaria');
  const count = await page.locator(`${BOX}-list [role="option"]`).count();
  assert.ok(count > 2, `${count}`);
  assert.equal(await page.getAttribute(BOX, 'aria-expanded'), 'true');
  assert.equal(await chosen(page), null);
  assert.match(await page.innerText('.search [data-said]'), new RegExp(`\\b${count}\\b`));

  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await chosen(page), { text: 'Needle and syringe programme · Bulgaria', isSelected: 'true' });
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.locator(`${BOX}-list [aria-selected="true"]`).count(), 1);
  assert.notEqual((await chosen(page)).text, 'Needle and syringe programme · Bulgaria', 'Up leads round to the last');
  await page.keyboard.press('ArrowDown');
  assert.equal((await chosen(page)).text, 'Needle and syringe programme · Bulgaria', 'and Down to the first again');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await chosen(page), null, 'the text is edited again');

  await page.keyboard.press('Escape');
  assert.equal(await page.getAttribute(BOX, 'aria-expanded'), 'false');
  assert.equal(await page.inputValue(BOX), 'needle exchange bulgaria');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.getAttribute(BOX, 'aria-expanded'), 'true');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${FIGURE}`);
});

test('Enter searches where nothing is chosen, and Escape empties the box', async (t) => {
  const page = await open(t, '/en/about');
  await suggest(page, 'nalox');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await page.inputValue(BOX), '');
  await suggest(page, 'nalox');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/en/search?q=nalox');
  assert.match(await page.innerText('main'), /Take-home naloxone/);
  assert.equal(await page.inputValue('#find'), 'nalox');
});

test('Tab leaves the box, and the suggestions with it', async (t) => {
  const page = await open(t, '/en/about');
  await tabTo(page, BOX);
  await suggest(page, 'nalox');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(`${BOX}-list`).isVisible(), false);
  assert.equal(await page.locator('.search button').evaluate((button) => button === document.activeElement), true);
});

test('what is typed on hides what was answered before', async (t) => {
  const page = await open(t, '/en/about');
  await suggest(page, 'bulg');
  await page.locator(BOX).pressSequentially('zzzzzzzz');
  await page.waitForFunction((list) => document.querySelector(list).hidden, `${BOX}-list`);
  assert.match(await page.innerText('.search [data-said]'), /No suggestion/);
  await page.fill(BOX, '');
  await page.waitForFunction(() => document.querySelector('.search [data-said]').textContent === '');
});

test('the first page searches in the same way', async (t) => {
  const page = await open(t, '/en/');
  await suggest(page, 'fixpunkt', '#find');
  assert.match(await page.innerText('#find-list'), /Drug consumption room.*fixpunkt/s);
  await assertAccessible(page);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/en/search?q=fixpunkt');
  assert.equal(await page.locator('main a[href="/en/indicators/dcr_available"]').count(), 1);
});

for (const view of ['desktop-plain', 'phone-plain']) {
  test(`without JavaScript the form asks the server, ${view}`, async (t) => {
    const page = await open(t, '/en/', { as: view });
    await page.fill(BOX, 'needle exchange bulgaria');
    await page.press(BOX, 'Enter');
    await page.waitForURL('**/en/search?q=needle+exchange+bulgaria');
    await page.locator('main a', { hasText: 'Needle and syringe programme · Bulgaria' }).click();
    await page.waitForURL(`**${FIGURE}`);
  });
}

test('where nothing answers, the form still works', async (t) => {
  const page = await open(t, '/en/about', { later: 503 });
  for (const answer of [(route) => route.abort(), (route) => route.fulfill({ status: 503, body: 'no' })]) {
    await page.route('**/api/v1/search*', answer);
    const asked = page.waitForRequest('**/api/v1/search*');
    await page.locator(BOX).pressSequentially('bulg');
    await asked;
    assert.equal(await page.locator(`${BOX}-list`).isVisible(), false);
    await page.press(BOX, 'Enter');
    await page.waitForURL('**/en/search?q=bulg');
    assert.equal(await page.locator('main a[href="/en/places/BGR"]').count(), 1);
    await page.goBack();
    await page.fill(BOX, '');
  }
});

test('the suggestions fit the narrowest window, in either direction', async (t) => {
  for (const lang of ['en', PSEUDO]) {
    const page = await open(t, `/${lang}/about`, { as: 'phone' });
    await page.setViewportSize({ width: 320, height: 640 });
    await suggest(page, 'needle exchange bulgaria');
    await picture(page, `search-narrow-${lang}`);
    await assertWithinWidth(page);
    await assertAccessible(page);
    if (lang === PSEUDO) await assertTranslated(page);
  }
});

test('what is found by another name says so, and what is not found says where to go on', async (t) => {
  const page = await open(t, '/en/search?q=fixpunkt');
  assert.match(await page.innerText('main .hits'), /found as .?“.?fixpunkt/);
  const none = await open(t, '/en/search?q=zzzzzzzz');
  assert.equal(await none.locator('main .hits').count(), 0);
  assert.equal(await none.locator('main a[href="/en/tables/choose"]').count(), 2);
  await assertAccessible(none);
  const empty = await open(t, '/en/search');
  assert.equal(await empty.locator('main h2').count(), 0);
  assert.equal(await empty.locator('main form').count(), 1);
});

test('the script is small', async () => {
  const [, address] = /src="(\/assets\/search\.[^"]+)"/.exec(await (await ask('/en/')).text());
  const script = await ask(address);
  assert.equal(script.status, 200);
  assert.ok((await script.text()).length < 4096);
});

for (const path of ['/en/about', '/en/search?q=needle']) {
  test(`every stop of the Tab key on ${path} is seen`, async (t) => {
    const steps = await walk(await open(t, path));
    assert.ok(steps.length > 5, JSON.stringify(steps));
    assert.deepEqual(walkFaults(steps), []);
  });
}
