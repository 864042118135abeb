// What a page costs on a bad line.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BAD_LINE, firstTable, moved } from './rig/line.mjs';
import { site } from './rig/site.mjs';
import { weigh } from './rig/weight.mjs';
import { LARGE_TABLE, PAGES } from './pages.mjs';

const MOST = 60_000;

const { base, instance } = site();

const list = (parts) => parts.map(({ url, bytes }) => `${bytes}\t${url.replace(base(), '').slice(0, 60)}`).join('\n');

/** Fonts come last, nothing waits for them, and they are kept for a year: they do not count where the page itself is a map. */
const counts = (isMap) => ({ url }) => !(isMap && url.endsWith('.woff2'));

for (const [name, { path, isMap = false }] of Object.entries(PAGES)) {
  test(`${name} weighs at most 60 KB with all it loads${isMap ? ' but fonts' : ''}`, async (t) => {
    const { parts } = await weigh(instance(), `${base()}${path}`);
    const total = parts.filter(counts(isMap)).reduce((sum, { bytes }) => sum + bytes, 0);
    t.diagnostic(`${total} bytes\n${list(parts)}`);
    assert.ok(parts.some(({ url }) => url.endsWith('.css')), `no style was loaded:\n${list(parts)}`);
    assert.ok(total <= MOST, `${total} bytes:\n${list(parts)}`);
  });
}

test('an English table needs three fonts, of one piece each', async () => {
  const { parts } = await weigh(instance(), `${base()}${LARGE_TABLE}`);
  const fonts = parts.map(({ url }) => url.split('/').at(-1)).filter((name) => name.endsWith('.woff2'));
  assert.deepEqual(fonts.map((name) => name.split('.')[0]).sort(), ['sans-400-basic', 'sans-600-basic', 'serif-600-heading']);
});

test('at 50 kbit/s, five indicators of thirty places are painted in under 12 seconds, before any font has come', async (t) => {
  const seen = await firstTable(instance(), `${base()}${LARGE_TABLE}`, { ...BAD_LINE, rows: 30 });
  t.diagnostic(`first words after ${seen.words} ms, the whole table after ${seen.table} ms, fonts after ${seen.fonts} ms`);
  assert.ok(seen.table < 12_000, `${seen.table} ms`);
  assert.equal(seen.fontsThen, 0, 'the table waited for fonts');
  assert.ok(seen.fonts > seen.table, 'no font came at all');
});

test('nothing moves when the fonts come', async (t) => {
  for (const path of ['/en/', LARGE_TABLE]) {
    const shift = await moved(instance(), `${base()}${path}`);
    t.diagnostic(`${path.slice(0, 20)}: ${shift}`);
    assert.ok(shift < 0.05, `${path}: moved by ${shift}`);
  }
});
