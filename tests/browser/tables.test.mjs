// The table itself: its values, what stands beneath, and what a keyboard and a phone can do with it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './rig/access.mjs';
import { tabTo, walk, walkFaults } from './rig/keyboard.mjs';
import { picture } from './rig/picture.mjs';
import { figures, heads } from './rig/table.mjs';
import { site } from './rig/site.mjs';
import { LARGE_TABLE, TABLE, inLanguage } from './pages.mjs';

const { ask, open } = site();

const NSP_WORLD = '/en/tables?indicators=nsp_available&areas=world,BGR&totals=shown';

for (const path of [TABLE, LARGE_TABLE]) {
  test(`the same figures with and without JavaScript: ${path.slice(0, 60)}`, async (t) => {
    const [scripted, plain] = [await open(t, path), await open(t, path, { as: 'phone-plain' })];
    const shown = await figures(scripted);
    assert.ok(shown.size >= 8, `${shown.size} cells`);
    assert.deepEqual(await figures(plain), shown);
    assert.deepEqual(await heads(plain), await heads(scripted));
  });
}

test('no cell is blank', async (t) => {
  for (const [key, { figure }] of await figures(await open(t, LARGE_TABLE))) {
    assert.notEqual(figure, '', key);
  }
});

test('the page and the file say the same', async (t) => {
  const { rows } = await heads(await open(t, LARGE_TABLE));
  const response = await ask(LARGE_TABLE.replace('/en/tables?', '/api/v1/table?'), { headers: { accept: 'application/json' } });
  assert.equal(response.status, 200);
  const text = await response.text();
  for (const row of rows) {
    assert.ok(text.includes(JSON.stringify(row).slice(1, -1)), row);
  }
});

test('every figure leads to its source on the same page', async (t) => {
  const page = await open(t, TABLE);
  const references = await page.locator('.refs a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  assert.ok(references.length > 3, references.join(' '));
  for (const reference of new Set(references)) {
    assert.equal(await page.locator(reference).count(), 1, `${reference} leads nowhere`);
  }
});

test('a figure leads with Enter to all that is said of it, and back', async (t) => {
  const page = await open(t, '/en/tables?indicators=nsp_available&areas=NPL');
  await tabTo(page, 'td a.f');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/en\/places\/NPL\/nsp_available#/);
  const findings = page.locator('.findings tbody tr');
  assert.ok(await findings.count() > 1);
  assert.match((await findings.allInnerTexts()).join(' '), /HRI|Harm Reduction|World Health/);
  assert.equal(await page.locator('tr.shown').count(), 1);
  assert.equal(await page.locator('tbody:target').count(), 1, 'the period of the figure is named');
  await page.goBack();
  assert.ok((await figures(page)).size > 0);
});

test('the table scrolls by keyboard, and its heads stay', async (t) => {
  const page = await open(t, LARGE_TABLE, { as: 'phone' });
  const region = page.locator('.scroll');
  const corner = page.locator('thead th').first();
  const before = await corner.boundingBox();
  await region.focus();
  await page.keyboard.press('End');
  await region.evaluate((element) => element.scrollTo(element.scrollWidth, element.scrollHeight));
  const moved = await region.evaluate((element) => Math.abs(element.scrollLeft) + element.scrollTop);
  assert.ok(moved > 100, `scrolled by ${moved}`);
  const after = await corner.boundingBox();
  assert.ok(Math.abs(after.x - before.x) < 2, `the corner moved from ${before.x} to ${after.x}`);
  assert.ok(await corner.evaluate((head) => {
    const top = head.closest('.scroll').getBoundingClientRect().top;
    return Math.abs(head.getBoundingClientRect().top - top) < 3;
  }), 'the head is not at the top of its region');
});

for (const view of ['desktop', 'phone']) {
  for (const key of ['Tab', 'Shift+Tab']) {
    test(`every stop of ${key} on a table is seen, ${view}`, async (t) => {
      const steps = await walk(await open(t, LARGE_TABLE, { as: view }), { key, limit: 120 });
      assert.ok(steps.length > 60, `${steps.length} stops`);
      assert.deepEqual(walkFaults(steps), []);
    });
  }
}

test('from right to left the heads of rows stand at the right', async (t) => {
  const page = await open(t, inLanguage(TABLE, 'ar-XB'));
  const head = await page.locator('tbody th[scope="row"]').first().boundingBox();
  const cell = await page.locator('tbody td').first().boundingBox();
  assert.ok(head.x > cell.x, `head at ${head.x}, cell at ${cell.x}`);
});

test('the published count of the world is shown beside ours', async (t) => {
  const page = await open(t, NSP_WORLD);
  const text = (await page.innerText('main')).replace(/\s+/g, ' ');
  assert.match(text, /\b93\b/);
  assert.match(text, /2024/);
});

test('the permanent link names the edition and shows the same figures', async (t) => {
  const page = await open(t, TABLE);
  const link = await page.getAttribute('a[rel="bookmark"]', 'href');
  assert.match(link, /edition=[0-9a-f]{8,}/);
  const path = new URL(link, page.url());
  assert.deepEqual(await figures(await open(t, path.pathname + path.search)), await figures(page));
});

test('a citation can be copied as it is: it names the site', async (t) => {
  const page = await open(t, TABLE);
  const cited = await page.innerText('.cite');
  assert.ok(cited.includes(`${new URL(page.url()).origin}/en/tables?`), cited);
});

test('every download answers, and names its type', async (t) => {
  const page = await open(t, TABLE);
  const files = await page.locator('.downloads a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  assert.ok(files.length >= 4, files.join(' '));
  for (const file of files) {
    const response = await ask(file, { redirect: 'follow' });
    assert.equal(response.status, 200, file);
    assert.match(response.headers.get('content-type'), /csv|json|plain|spreadsheetml|parquet|markdown|x-tex|pdf/, file);
    assert.ok((await response.text()).length > 100, file);
  }
});

test('what was misspelt is named, with what it may have meant', async (t) => {
  const page = await open(t, '/en/tables?indicators=nsp_availabel&areas=BGR', { status: 400 });
  assert.match(await page.innerText('mark'), /nsp_availabel/);
  await page.locator('.fault .chips a').first().click();
  await page.waitForLoadState();
  assert.ok((await figures(page)).has('BGR/nsp_available'));
});

test('sources can be followed from a figure to the page of the source and back', async (t) => {
  const page = await open(t, TABLE);
  await page.locator('[id^="source-"] a').first().click();
  await page.waitForURL(/\/sources\//);
  assert.notEqual((await page.innerText('h1')).trim(), '');
  await page.goBack();
  assert.ok((await figures(page)).size > 0);
});

test('another order comes in place, keeps the focus and is announced; the back button undoes it', async (t) => {
  const page = await open(t, LARGE_TABLE);
  await page.evaluate(() => { window.stays = true; });
  const before = [...(await figures(page)).keys()];
  await tabTo(page, 'thead th:nth-child(6) a.sort');
  const started = Date.now();
  await page.keyboard.press('Enter');
  await page.waitForURL(/sort=-pwid_hiv_prevalence/);
  t.diagnostic(`${Date.now() - started} ms from key to address`);
  assert.equal(await page.evaluate(() => window.stays), true, 'the page was not left');
  assert.equal(await page.locator('thead th:nth-child(6)').getAttribute('aria-sort'), 'descending');
  assert.equal(await page.evaluate(() => document.activeElement.matches('thead th:nth-child(6) a.sort')), true);
  assert.match(await page.innerText('p[role="status"].vh >> nth=-1'), /HIV/);
  assert.notDeepEqual([...(await figures(page)).keys()], before);
  await page.goBack();
  await page.locator('thead th:nth-child(6):not([aria-sort])').waitFor();
  assert.deepEqual([...(await figures(page)).keys()], before);
});

test('where nothing can be fetched, a link is followed', async (t) => {
  const page = await open(t, LARGE_TABLE);
  await page.evaluate(() => { window.fetch = () => Promise.reject(new Error('no line')); });
  await page.locator('thead th:nth-child(6) a.sort').click();
  await page.waitForURL(/sort=-pwid_hiv_prevalence/);
  assert.equal(await page.locator('thead th:nth-child(6)').getAttribute('aria-sort'), 'descending');
});

test('a table is copied as text and as Markdown, and it is said', async (t) => {
  const page = await open(t, TABLE);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  for (const [button, format] of [['Copy as plain text', 'text'], ['Copy as Markdown', 'markdown']]) {
    const href = await page.locator(`.downloads a[href*="format=${format}"]`).getAttribute('href');
    await page.getByRole('button', { name: button }).click();
    await page.locator('.copies:has-text("copied")').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await (await ask(href)).text());
  }
});

test('where the clipboard is refused, the text is shown and selected', async (t) => {
  const page = await open(t, TABLE);
  await page.evaluate(() => { window.ClipboardItem = undefined; });
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.locator('.downloads textarea').waitFor();
  const [text, selected] = await page.evaluate(() => {
    const box = document.activeElement;
    return [box.value, box.value.slice(box.selectionStart, box.selectionEnd)];
  });
  assert.match(text, /\| Bulgaria \|/);
  assert.equal(selected, text);
  assert.match(await page.innerText('.copies'), /selected/);
  await assertAccessible(page);
});

test('what cannot be fetched is not said to be copied', async (t) => {
  const page = await open(t, TABLE);
  await page.evaluate(() => { window.fetch = () => Promise.reject(new Error('no line')); });
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.locator('.copies:has-text("could not be fetched")').waitFor();
  assert.equal(await page.locator('.downloads textarea').count(), 0);
});

test('the buttons for copying are there after another order came in place, and not at all without JavaScript', async (t) => {
  const [page, plain] = [await open(t, LARGE_TABLE), await open(t, LARGE_TABLE, { as: 'desktop-plain' })];
  await page.locator('thead th:nth-child(6) a.sort').click();
  await page.waitForURL(/sort=-pwid_hiv_prevalence/);
  assert.equal(await page.locator('.downloads button').count(), 2);
  assert.equal(await plain.locator('.downloads button').count(), 0);
});

for (const [lang, view] of [['en', 'desktop'], ['en', 'phone'], ['ar-XB', 'phone']]) {
  test(`a pinned column stays beside the heads of rows, ${lang}, ${view}`, async (t) => {
    const page = await open(t, inLanguage(LARGE_TABLE, lang), { as: view });
    const before = await figures(page);
    const order = await heads(page);
    const pin = page.locator(`thead th[abbr="${order.columns[4]}"] .pin`);
    await pin.focus();
    await page.keyboard.press('Enter');
    assert.equal(await pin.getAttribute('aria-pressed'), 'true');
    assert.equal(await pin.evaluate((button) => button === document.activeElement), true, 'the focus was lost');
    assert.deepEqual((await heads(page)).columns, [order.columns[4], ...order.columns.slice(0, 4)]);
    assert.deepEqual(await figures(page), before);
    const region = page.locator('.scroll');
    await region.evaluate((box, sign) => box.scrollTo(sign * box.scrollWidth, 200), lang === 'en' ? 1 : -1);
    const [name, cell] = await Promise.all(['th', 'td:nth-child(2)'].map((one) => page.locator(`tbody tr:nth-child(12) ${one}`).boundingBox()));
    const gap = lang === 'en' ? cell.x - name.x - name.width : name.x - cell.x - cell.width;
    assert.ok(Math.abs(gap) < 1.5, `${gap} pixels between head and column`);
    await picture(page, `pinned-${lang}-${view}`);
    // What is half hidden under the heads is no target there.
    await region.evaluate((box) => box.scrollTo(0, 0));
    await assertAccessible(page);
  });
}

test('a pinned column stays pinned in another order, and goes home when it is let go', async (t) => {
  const page = await open(t, LARGE_TABLE);
  const { columns } = await heads(page);
  const pin = page.locator(`thead th[abbr="${columns[3]}"] .pin`);
  await pin.click();
  await page.locator('thead th.pinned a.sort').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/sort=-pwid_population_size/);
  assert.deepEqual((await heads(page)).columns, [columns[3], ...columns.slice(0, 3), columns[4]]);
  assert.equal(await page.evaluate(() => document.activeElement.matches('thead th.pinned a.sort')), true, 'the focus went elsewhere');
  await pin.click();
  assert.deepEqual((await heads(page)).columns, columns);
  assert.equal(await page.locator('.pins, .pinned').count(), 0);
});

test('without JavaScript there is nothing to pin with, and all columns are there', async (t) => {
  const page = await open(t, LARGE_TABLE, { as: 'phone-plain' });
  assert.equal(await page.locator('.pin').count(), 0);
  assert.equal((await heads(page)).columns.length, 5);
});

test('a large table in another order comes in two pieces, and is whole in the end', async (t) => {
  const page = await open(t, '/en/tables?indicators=nsp_available,oat_available,population&areas=scheme:HRI');
  const names = () => page.locator('#table tbody th[scope=row]').allTextContents();
  const before = await names();
  assert.ok(before.length > 120, `${before.length} rows`);
  await page.locator('thead th:nth-child(4) a.sort').click();
  await page.waitForFunction(() => document.querySelector('#table thead th:nth-child(4)')?.hasAttribute('aria-sort'));
  await page.waitForFunction((count) => document.querySelectorAll('#table tbody th[scope=row]').length === count, before.length);
  assert.deepEqual((await names()).sort(), before.sort(), 'no row is lost or there twice');
  const style = await page.locator('#table table').evaluate((table) => table.style.tableLayout + table.style.width);
  assert.equal(style, '', 'columns are let go again');
  assert.equal(await page.locator('#table colgroup').count(), 0);
});
