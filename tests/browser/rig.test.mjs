// The rig itself: each of its guards must find the fault it is there for, and nothing on an innocent page.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { accessFaults } from './rig/access.mjs';
import { browser } from './rig/browser.mjs';
import { tabTo, walk, walkFaults } from './rig/keyboard.mjs';
import { unmarkedTexts } from './rig/language.mjs';
import { overflow } from './rig/layout.mjs';
import { markupFaults } from './rig/markup.mjs';
import { watch } from './rig/watch.mjs';
import { weigh } from './rig/weight.mjs';

const page = (title, body, head = '') => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>${head}</head><body><main><h1>${title}</h1>${body}</main></body></html>
`;

const PAGES = {
  '/innocent': page('Innocent', '<p>Nothing <a href="/innocent">wrong</a> here.</p>'),
  '/foreign': page('Foreign', '<p>Looks elsewhere.</p><img src="http://127.0.0.2:9/x.png" alt="x">'),
  '/inline': page('Inline', '<p>Says what its policy forbids.</p><script>document.title = "changed";</script>'),
  '/broken': page('Broken', '<p>Misses a part.</p><img src="/missing.png" alt="x">'),
  '/unlabelled': page('Unlabelled', '<input name="q">'),
  '/wide': page('Wide', '<p id="wide" class="long">Sticks out.</p>', '<link rel="stylesheet" href="/style.css">'),
  '/scrolls': page('Scrolls', '<div class="region"><p class="long">Scrolls.</p></div>', '<link rel="stylesheet" href="/style.css">'),
  '/marked': page('⟦Ťíťĺé⟧', '<p>⟦Ťéẋť <b>ŵíťħ ƥáŕťš</b>, 12⟧ <b translate="no">Bulgaria</b> <i lang="fr">Bulgarie</i> 30 ✓</p>'),
  '/unmarked': page('⟦Ťíťĺé⟧', '<p>⟦Ťéẋť⟧ never translated</p><input placeholder="Search" aria-label="⟦Šéáŕçħ⟧">'),
  '/blind': page('Blind', '<a href="/a">First</a> <a class="blind" href="/b">Second</a>', '<link rel="stylesheet" href="/style.css">'),
};
const STYLE = '.long { width: 3000px } .region { overflow-x: auto } .blind:focus { outline: none }';

let server;
before(async () => {
  server = createServer((request, response) => {
    const body = request.url === '/style.css' ? STYLE : PAGES[request.url];
    response.setHeader('content-type', request.url === '/style.css' ? 'text/css' : 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', "script-src 'self'");
    response.statusCode = body === undefined && request.url !== '/favicon.ico' ? 404 : 200;
    response.end(body ?? '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(() => server.close());

const base = () => `http://127.0.0.1:${server.address().port}`;
const { open, instance } = browser(base);

/** What the guard finds on a page that a test may not simply open, since opening it would fail the test. */
async function faultsOf(path) {
  const context = await instance().newContext();
  const opened = await context.newPage();
  const { faults } = watch(opened, base());
  await opened.goto(`${base()}${path}`, { waitUntil: 'load' });
  await context.close();
  return faults;
}

test('an innocent page passes every guard', async (t) => {
  const opened = await open(t, '/innocent', { as: 'phone' });
  assert.deepEqual(await accessFaults(opened), []);
  assert.deepEqual(await overflow(opened), []);
  assert.deepEqual(walkFaults(await walk(opened)), []);
  assert.deepEqual(await markupFaults(PAGES['/innocent']), []);
});

test('a request to another host is noticed', async () => {
  const faults = await faultsOf('/foreign');
  assert.ok(faults.some((fault) => fault.includes('asked another host: http://127.0.0.2:9/x.png')), faults.join('\n'));
});

test('what the content policy refuses is noticed', async () => {
  const faults = await faultsOf('/inline');
  assert.ok(faults.some((fault) => /console: .*Content Security Policy/.test(fault)), faults.join('\n'));
});

test('a missing part is noticed', async () => {
  const faults = await faultsOf('/broken');
  assert.ok(faults.some((fault) => fault.startsWith('404 for')), faults.join('\n'));
});

test('a field without a label is noticed', async (t) => {
  const faults = await accessFaults(await open(t, '/unlabelled'));
  assert.ok(faults.some((fault) => fault.startsWith('label:')), faults.join('\n'));
});

test('what sticks out is noticed, what scrolls in its own region is not', async (t) => {
  const faults = await overflow(await open(t, '/wide', { as: 'phone' }));
  assert.ok(faults.some((fault) => fault.startsWith('p#wide')), faults.join('\n'));
  assert.deepEqual(await overflow(await open(t, '/scrolls', { as: 'phone' })), []);
});

test('text that bypasses the messages is noticed, content is not', async (t) => {
  assert.deepEqual(await unmarkedTexts(await open(t, '/marked')), []);
  const faults = await unmarkedTexts(await open(t, '/unmarked'));
  assert.equal(faults.length, 2, faults.join('\n'));
  assert.match(faults[0], /^never translated — text of p/);
  assert.match(faults[1], /^Search — placeholder of input/);
});

test('a focus that nobody can see is noticed', async (t) => {
  const opened = await open(t, '/blind');
  const steps = await walk(opened);
  assert.deepEqual(steps.map(({ text }) => text), ['First', 'Second']);
  assert.deepEqual(walkFaults(steps), ["a 'Second': nothing shows that it has the focus"]);
});

test('a place that the keyboard does not reach is an error', async (t) => {
  const opened = await open(t, '/innocent');
  await tabTo(opened, 'a[href="/innocent"]');
  await assert.rejects(tabTo(opened, '#nowhere', 5), /do not lead to #nowhere/);
});

test('a page weighs what it and its parts weigh, headers included', async () => {
  const { total, parts } = await weigh(instance(), `${base()}/wide`);
  const bodies = PAGES['/wide'].length + STYLE.length;
  assert.ok(parts.length >= 2, JSON.stringify(parts));
  assert.ok(total > bodies && total < bodies + 2_000, `${total} for ${bodies} and headers`);
});

test('markup that the standard forbids is noticed', async () => {
  const faults = await markupFaults(page('Wrong', '<p><div>A block in a paragraph.</div></p><p id="a"></p><p id="a"></p>'));
  assert.ok(faults.some((fault) => fault.includes('no-dup-id')), faults.join('\n'));
});
