// What the program promises before any page: it is there, it stops when asked, it keeps readers to themselves.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serve } from './rig/server.mjs';
import { site } from './rig/site.mjs';
import { TABLE } from './pages.mjs';

const { ask, base, log } = site();

test('healthz names the edition that is served', async () => {
  const response = await ask('/healthz');
  assert.equal(response.status, 200);
  assert.match(await response.text(), /^ok\nedition [0-9a-f]{64}\n$/);
});

test('the log tells neither what was asked nor by whom', async () => {
  await ask(TABLE, { headers: { 'x-forwarded-for': '198.51.100.7' } });
  await ask('/en/tables?indicators=a-secret-word');
  assert.doesNotMatch(log(), /a-secret-word|nsp_available|198\.51\.100\.7/);
});

test('every answer forbids inline code and other hosts', async () => {
  for (const path of ['/en/', TABLE, '/en/no-such-page', '/api/v1/openapi.json']) {
    const policy = (await ask(path)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe-|https?:|\*/, path);
  }
});

test('nothing is stored in the browser', async () => {
  for (const path of ['/en/', TABLE]) {
    assert.equal((await ask(path)).headers.get('set-cookie'), null, path);
  }
});

test('a second server starts beside the first, and stops when asked', async () => {
  const second = await serve();
  assert.notEqual(second.base, base());
  await second.stop();
  await assert.rejects(fetch(`${second.base}/healthz`));
});
