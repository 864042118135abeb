// What a page costs on a bad line.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { site } from './rig/site.mjs';
import { weigh } from './rig/weight.mjs';
import { LARGE_TABLE } from './pages.mjs';

const MOST = 60_000;

const { base, instance } = site();

test('five indicators of thirty places weigh at most 60 KB with all they load', async (t) => {
  const { total, parts } = await weigh(instance(), `${base()}${LARGE_TABLE}`);
  const list = parts.map(({ url, bytes }) => `${bytes}\t${url.replace(base(), '').slice(0, 60)}`).join('\n');
  t.diagnostic(`${total} bytes\n${list}`);
  assert.ok(parts.some(({ url }) => url.endsWith('.css')), `no style was loaded:\n${list}`);
  assert.ok(total <= MOST, `${total} bytes:\n${list}`);
});
