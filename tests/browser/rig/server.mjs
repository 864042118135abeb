// Starts the real binary on a free port, and stops it.

import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 5_000;

/** A port that nothing listened on a moment ago. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The binary under test: no default, so that nobody tests an old one by mistake. */
function binary() {
  const path = process.env.TIDEMARK_BIN;
  if (!path) {
    throw new Error('TIDEMARK_BIN must name the tidemark binary; `cargo xtask test` sets it');
  }
  return path;
}

/** Our own settings must not change what is tested. */
function environment() {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TIDEMARK_'));
  return Object.fromEntries(own);
}

/**
 * Serves the bundled evidence.
 *
 * @param {string} [folder] where the site runs; with a store where `before` makes one there
 * @param {string} [host] by which name it is asked
 * @param {(run: (...args: string[]) => string) => void} [before] what is done before it starts, by commands of the program
 * @returns {Promise<{base: string, log: () => string, stop: () => Promise<void>, run: (...args: string[]) => string}>}
 */
export async function serve(folder = undefined, host = '127.0.0.1', before = () => {}) {
  const port = await freePort();
  const base = `http://${host}:${port}`;
  const listen = ['--listen', `127.0.0.1:${port}`, ...(folder ? ['--base-address', base] : [])];
  const run = (...args) => execFileSync(binary(), args, { cwd: folder, env: environment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  before((...args) => run(...args, ...listen));
  const child = spawn(binary(), ['serve', ...listen], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => { log += chunk; });
  }
  const ended = new Promise((resolve) => {
    child.once('error', (error) => { log += `${error}\n`; resolve(); });
    child.once('exit', resolve);
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  await answers(base, child, () => log);
  const stop = async () => {
    process.removeListener('exit', kill);
    child.kill('SIGTERM');
    const inTime = await Promise.race([ended.then(() => true), pause(STOP_WITHIN_MS, false, { ref: false })]);
    if (!inTime) {
      kill();
      throw new Error(`the server did not stop within ${STOP_WITHIN_MS} ms of being asked\n${log}`);
    }
  };
  return { base, log: () => log, stop, run: (...args) => run(...args, ...listen) };
}

async function answers(base, child, log) {
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.pid === undefined) {
      throw new Error(`the server ended before it answered\n${log()}`);
    }
    const response = await fetch(`${base}/healthz`).catch(() => null);
    if (response?.ok) {
      return;
    }
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not answer within ${START_WITHIN_MS} ms\n${log()}`);
}
