// The desk, told end to end without JavaScript; then every page of it looked at.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible, assertColours } from './rig/access.mjs';
import { desk, linkIn, numberOf } from './rig/desk.mjs';
import { assertTranslated } from './rig/language.mjs';
import { assertWithinWidth } from './rig/layout.mjs';
import { assertValid } from './rig/markup.mjs';
import { picture } from './rig/picture.mjs';
import { PSEUDO } from './rig/views.mjs';

const { open, link, letter, base } = desk();

/** What the stories leave behind for those that follow: they are told in order. */
const left = {};

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

test('the first administrator comes in by a link, and adds an authenticator app', async (t) => {
  const page = await open(t, link().replace(base(), ''), { as: 'desktop-plain' });
  await press(page, 'Sign in');
  assert.match(page.url(), /\/en\/account$/);
  await press(page, 'Add an app');
  left.secret = await page.locator('.written code').innerText();
  await page.getByLabel('Number that your authenticator app shows').fill(numberOf(left.secret));
  await press(page, 'Add');
  assert.match(await page.locator('.said').first().innerText(), /app counts/);
  await press(page, 'Sign out');
  assert.match(page.url(), /\/en\/sign-in$/);
});

test('she signs in by message and app, and the link is good once', async (t) => {
  const page = await open(t, '/en/sign-in', { as: 'phone-plain' });
  await page.getByLabel('E-mail address').fill('Ana@Example.org');
  await press(page, 'Send me a link');
  assert.match(await page.getByRole('status').last().innerText(), /If there is an account/);
  const followed = linkIn(await letter('ana@example.org'));
  await page.goto(followed);
  await page.getByLabel('Number that your authenticator app shows').fill('000000');
  await press(page, 'Sign in');
  assert.match(await page.locator('h1').innerText(), /does not fit/);
  await page.goto(followed);
  // The number of the first story was used: the next one is taken early, as clocks differ.
  await page.getByLabel('Number that your authenticator app shows').fill(numberOf(left.secret, 1));
  await press(page, 'Sign in');
  assert.match(page.url(), /\/en\/account$/);
  left.cookies = await page.context().cookies();
  assert.ok(left.cookies.every(({ httpOnly }) => httpOnly));
  await page.goto(followed);
  assert.match(await page.locator('h1').innerText(), /link is over/);
});

/** A page on which Ana is signed in. */
async function asAna(t, path, as = 'desktop') {
  const page = await open(t, '/en/about', { as });
  await page.context().addCookies(left.cookies);
  await page.goto(`${base()}${path}`);
  return page;
}

test('she invites a correspondent, who comes under a name of their own', async (t) => {
  const page = await asAna(t, '/en/desk/invitations', 'desktop-plain');
  await page.getByLabel('Role').selectOption('correspondent');
  await page.getByLabel('Code of the place').fill('kgz');
  await page.getByLabel('Send it to').fill('far@example.org');
  await press(page, 'Invite');
  left.invitation = linkIn(await letter('far@example.org'));
  assert.equal(left.invitation, await page.locator('.written code').innerText());
  const guest = await open(t, left.invitation.replace(base(), ''), { as: 'phone-plain' });
  assert.match(await guest.locator('main').innerText(), /correspondent, Kyrgyzstan/);
  await picture(guest, 'desk-invitation-phone');
  await guest.getByLabel('Name').fill('Blue Heron');
  await press(guest, 'Accept');
  assert.match(await guest.locator('.said').first().innerText(), /Welcome/);
  await guest.goto(`${base()}/en/desk/people`);
  assert.match(await guest.locator('h1').innerText(), /no such page/);
});

test('she keeps somebody out, and what was done is told', async (t) => {
  const page = await asAna(t, '/en/desk/people', 'desktop-plain');
  await page.getByRole('link', { name: 'Blue Heron' }).click();
  left.person = new URL(page.url()).pathname.replace(/^\/en/, '');
  await press(page, 'Keep out');
  assert.match(await page.locator('main').innerText(), /is kept out/);
  await page.goto(`${base()}/en/desk/audit`);
  assert.match(await page.locator('main').innerText(), /person kept out/);
});

const SEEN = ['/account', '/account/confirm', '/desk/people', '/desk/invitations', '/desk/audit', '/desk/jobs'];

for (const path of [...SEEN, 'person', '/sign-in']) {
  const name = `desk${path.replaceAll('/', '-')}`;
  const at = () => (path === 'person' ? left.person : path);
  const go = (t, lang, look) => (path === '/sign-in' ? open(t, `/${lang}/sign-in`, { as: look }) : asAna(t, `/${lang}${at()}`, look));

  for (const look of ['desktop', 'desktop-dark', 'phone']) {
    test(`${path}, ${look}: fits its window and is accessible`, async (t) => {
      const page = await go(t, 'en', look);
      await picture(page, `${name}-${look}`);
      await assertWithinWidth(page);
      await (look.endsWith('-dark') ? assertColours : assertAccessible)(page);
      await assertValid(await page.content());
    });
  }

  test(`${path}: says nothing that bypasses the messages, from right to left`, async (t) => {
    const page = await go(t, PSEUDO, 'phone');
    assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
    await picture(page, `${name}-rtl`);
    await assertTranslated(page);
    await assertWithinWidth(page);
  });
}
