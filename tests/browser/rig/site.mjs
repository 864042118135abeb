// The site under test: the real binary and a browser that looks at it.

import { after, before } from 'node:test';

import { browser } from './browser.mjs';
import { serve } from './server.mjs';

/** Registers a running site and a browser for this file of tests. */
export function site() {
  let server;
  before(async () => { server = await serve(); });
  after(async () => { await server?.stop(); });
  const base = () => server.base;
  return {
    ...browser(base),
    base,
    log: () => server.log(),
    /** A request without a browser; redirects are shown, not followed. */
    ask: (path, options = {}) => fetch(new URL(path, base()), { redirect: 'manual', ...options }),
  };
}
