// Ten people with a question, from their first click to what they take away.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tabTo } from './rig/keyboard.mjs';
import { site } from './rig/site.mjs';
import { figures, heads } from './rig/table.mjs';

const { ask, open } = site();

/** Follows a link that is on the page. */
async function follow(page, locator) {
  const href = await locator.first().getAttribute('href');
  await locator.first().click();
  await page.waitForLoadState();
  return href;
}

/** The rows of a page's tables as texts. */
const rows = async (page, selector = 'tbody tr') =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

test('a researcher takes five countries as a file and opens the same question on another edition', async (t) => {
  const page = await open(t, '/en/tables/choose');
  const [indicators, areas] = [['nsp_available', 'oat_available', 'pwid_hcv_prevalence'], ['GEO', 'KGZ', 'MDA', 'UKR', 'ARM']];
  for (const [name, values] of [['indicators', indicators], ['areas', areas]]) {
    for (const value of values) {
      const input = page.locator(`input[name="${name}"][value="${value}"]`).first();
      const list = page.locator('details[data-list]', { has: page.locator(`input[name="${name}"][value="${value}"]`) }).first();
      if ((await list.getAttribute('open')) === null) {
        await list.locator('summary').click();
      }
      await input.check();
    }
  }
  await page.click('form.choose .submit button');
  await page.waitForURL(/\/tables\?/);
  const shown = await figures(page);
  assert.equal(shown.size, 15);
  const csv = await page.locator('.downloads a', { hasText: 'CSV, a row a finding' }).getAttribute('href');
  const file = await (await ask(csv)).text();
  const cells = file.trim().split('\n').filter((line) => line.includes(',cell,'));
  assert.equal(cells.length, 15, 'a row a cell, beside those of its companions');
  const permalink = await page.getAttribute('a[rel="bookmark"]', 'href');
  const editions = await (await ask('/api/v1/editions')).json();
  const other = editions.editions.map(({ edition }) => edition.slice(0, 12)).find((id) => !permalink.includes(id));
  const older = permalink.replace(/edition=[0-9a-f]+/, `edition=${other}`);
  await page.goto(new URL(older, page.url()).href);
  assert.equal((await figures(page)).size, 15);
  assert.equal(await page.locator('.older').count(), 1, 'the page says that it is another edition');
  assert.notDeepEqual(await figures(page), shown);
});

test('a journalist finds executions as at least, and those that cannot be counted', async (t) => {
  const page = await open(t, '/en/tables?indicators=dp_drug_executions&areas=IRN,SAU,SGP&periods=2018..2020&layout=areas-periods');
  const shown = await figures(page);
  assert.match(shown.get('SAU/2018').figure, /^≥ 59/);
  assert.match(await page.innerText('.legend'), /at least/);
  await page.goto(new URL('/en/indicators/dp_drug_executions_status', page.url()).href);
  const words = (await page.innerText('main')).replace(/\s+/g, ' ');
  assert.match(words, /China/);
  assert.match(words, /Vietnam/);
});

test('a person with a screen reader compares two places', async (t) => {
  const page = await open(t, '/en/places/GEO');
  await tabTo(page, 'a[href^="/en/compare"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/compare\?areas=GEO/);
  await page.getByLabel('Add a place').selectOption('KGZ');
  await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await page.waitForURL(/areas=GEO,KGZ/);
  const table = page.getByRole('table');
  assert.equal(await table.count(), 1);
  for (const name of [/Georgia/, /Kyrgyzstan/]) {
    assert.equal(await table.getByRole('columnheader', { name }).count(), 1, String(name));
  }
  const row = table.getByRole('row', { name: /^Needle and syringe programme yes/ });
  assert.ok(await row.count() >= 1, 'the row is heard with its answers, not its signs');
  assert.equal(await row.first().getByRole('rowheader').count(), 1);
});

test('somebody on a phone without JavaScript finds a country by a name of another language', async (t) => {
  const page = await open(t, '/en/', { as: 'phone-plain' });
  await page.locator('input[type="search"]').last().fill('Болгария');
  await page.locator('input[type="search"]').last().press('Enter');
  await page.waitForURL(/\/search\?/);
  await follow(page, page.locator('main a[href="/en/places/BGR"]'));
  assert.equal((await page.innerText('h1')).trim(), 'Bulgaria');
  assert.ok((await rows(page, '.glance tbody tr')).length > 10);
});

test('an advocate finds who gained a service, and the page of the report that says so', async (t) => {
  const page = await open(t, '/en/questions');
  await follow(page, page.locator('a[href="/en/questions/changes"]'));
  await page.selectOption('select[name="before"]', 'HRI/2020');
  await page.selectOption('select[name="after"]', 'HRI/2024');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/after=HRI/);
  const gained = page.locator('section', { hasText: 'gained it' }).first();
  await follow(page, gained.locator('th a', { hasText: 'Bulgaria' }));
  const told = await rows(page, '.findings tbody tr');
  assert.ok(told.some((row) => /HRI 2024.*yes|HRI 2024.*✓/.test(row)), told.join('\n'));
  await follow(page, page.locator('tr.shown a[href^="/en/sources/"]'));
  assert.match(await page.innerText('h1'), /Global State of Harm Reduction 2024/);
});

test('a donor sees how much of the need is funded, and who says so', async (t) => {
  const page = await open(t, '/en/');
  const figure = page.locator('.figures li', { hasText: 'funded' });
  assert.match((await figure.innerText()).replace(/\s+/g, ' '), /6 percent/);
  await follow(page, figure.locator('a'));
  assert.match(await page.innerText('.answer'), /Harm Reduction International/);
});

test('a correspondent sees what is not recorded of her country, and what is too old', async (t) => {
  const page = await open(t, '/en/places/NPL');
  const silent = page.locator('details.silent').first();
  await silent.locator('summary').click();
  assert.ok(await silent.locator('li').count() > 0);
  assert.ok(await page.locator('.glance td.old').count() > 0, 'old answers are there, and said to be old');
  await page.goto(new URL('/en/questions/old', page.url()).href);
  assert.ok((await rows(page)).length > 20);
});

test('a researcher sees where reporters contradict one another', async (t) => {
  const page = await open(t, '/en/questions/disagreements');
  const all = await rows(page);
  assert.ok(all.some((row) => /^Armenia 2008/.test(row)), all.join('\n'));
  await follow(page, page.locator('tbody th a', { hasText: 'Armenia' }));
  assert.match(await page.innerText('ol'), /Harm Reduction International[\s\S]*World Health Organization/);
});

test('an analyst takes a region as a workbook, sorted and without empty rows', async (t) => {
  const page = await open(t, '/en/regions/HRI/ASIA');
  await follow(page, page.locator('a.button', { hasText: 'table' }));
  await page.waitForURL(/\/tables\?/);
  await follow(page, page.locator('a', { hasText: 'Leave out empty rows' }));
  await page.waitForURL(/empty=hidden/);
  await follow(page, page.locator('thead th', { hasText: 'HIV' }).locator('a.sort'));
  await page.waitForURL(/sort=-pwid_hiv_prevalence/);
  assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
  const xlsx = await page.locator('.downloads a[href*="format=xlsx"]').first().getAttribute('href');
  const bytes = new Uint8Array(await (await ask(xlsx)).arrayBuffer());
  assert.deepEqual([...bytes.slice(0, 2)], [0x50, 0x4b], 'a workbook is a ZIP');
  assert.ok(bytes.length > 5000);
});

test('a reader goes from the world to a region to a place to a figure, and back with the button', async (t) => {
  const page = await open(t, '/en/places');
  await follow(page, page.locator('a[href="/en/regions/HRI/EURASIA"]'));
  const { rows: places } = await heads(page);
  assert.ok(places.includes('Moldova'));
  await follow(page, page.locator('.names a', { hasText: 'Moldova' }));
  await follow(page, page.locator('.glance td a.f'));
  assert.match(page.url(), /\/places\/MDA\/[a-z_]+#/);
  for (const path of [/\/places\/MDA$/, /\/regions\/HRI\/EURASIA$/, /\/places$/]) {
    await page.goBack();
    assert.match(new URL(page.url()).pathname, path);
  }
});
