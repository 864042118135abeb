// A site at which people work: its store in a folder of its own, its messages in files.

import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before } from 'node:test';

import { browser } from './browser.mjs';
import { serve } from './server.mjs';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Registers a running site with a store and one administrator, Ana, for this file of tests. */
export function desk() {
  let server;
  let link;
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-desk-'));
  before(async () => {
    // Devices hold no passkeys for numbers.
    server = await serve(folder, 'localhost', (run) => {
      link = run('user', 'add', 'Ana', '--email', 'ana@example.org', '--role', 'administrator').trim();
    });
  });
  after(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const base = () => server.base;
  return {
    ...browser(base),
    base,
    log: () => server.log(),
    run: (...args) => server.run(...args),
    /** The link by which Ana signs in for the first time. */
    link: () => link,
    /** A message to an address that was not read before: its text, once it came. */
    letter: (to) => letter(join(folder, 'tidemark-desk', 'mail'), to),
  };
}

const read = new Set();

async function letter(folder, to) {
  for (let tries = 0; tries < 100; tries += 1) {
    let names = [];
    try {
      names = readdirSync(folder).sort().reverse();
    } catch {
      // It is made with the first message.
    }
    for (const name of names.filter((one) => one.endsWith('.eml') && !read.has(one))) {
      const text = readFileSync(join(folder, name), 'utf8');
      if (text.includes(`To: ${to}`)) {
        read.add(name);
        return text.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
      }
    }
    await pause(100);
  }
  throw new Error(`no message came to ${to}`);
}

/** The first link in a message. */
export function linkIn(text) {
  return text.match(/^https?:\S+/m)[0];
}

/** The number that an authenticator app shows for a secret (RFC 6238), so many steps later. */
export function numberOf(secret, later = 0) {
  const bits = [...secret.replace(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', key).update(step).digest();
  const offset = digest[19] & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
