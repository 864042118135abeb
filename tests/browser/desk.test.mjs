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

test('a passkey is added, signs in alone, and shows once more who she is', async (t) => {
  const page = await open(t, '/en/sign-in');
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.getByLabel('E-mail address').fill('ana@example.org');
  await press(page, 'Send me a link');
  await page.goto(linkIn(await letter('ana@example.org')));
  await page.getByLabel('Number that your authenticator app shows').fill(numberOf(left.secret, 1));
  await press(page, 'Sign in');
  await page.getByLabel('Name of the device').fill('Little stick');
  await press(page, 'Add a passkey');
  await page.getByText('The passkey is added').waitFor();
  await press(page, 'Sign out');
  await press(page, 'Sign in with a passkey');
  await page.waitForURL(/\/en\/account$/);
  assert.match(await page.locator('main').innerText(), /passkey · here/);
  await page.goto(`${base()}/en/account/confirm`);
  await press(page, 'Use a passkey');
  await page.waitForURL(/done=confirmed$/);
  left.cookies = await page.context().cookies();
  await picture(page, 'desk-account-passkey');
  await assertAccessible(page);
});

test('she asks for a link by phone, and a wrong number leaves it good', async (t) => {
  const page = await open(t, '/en/sign-in', { as: 'phone-plain', later: 422 });
  await page.getByLabel('E-mail address').fill('Ana@Example.org');
  await press(page, 'Send me a link');
  assert.match(await page.getByRole('status').last().innerText(), /If there is an account/);
  const followed = linkIn(await letter('ana@example.org'));
  await page.goto(followed);
  await page.getByLabel('Number that your authenticator app shows').fill('000000');
  await press(page, 'Sign in');
  assert.match(await page.locator('h1').innerText(), /does not fit/);
  await page.goto(followed);
  assert.match(await page.locator('h1').innerText(), /Come in/);
});

/** A page on which Ana is signed in. */
async function asAna(t, path, as = 'desktop') {
  const page = await open(t, '/en/about', { as });
  await page.context().addCookies(left.cookies);
  await page.goto(`${base()}${path}`);
  assert.equal(new URL(page.url()).pathname, path, 'she is not signed in');
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
  const guest = await open(t, left.invitation.replace(base(), ''), { as: 'phone-plain', later: 404 });
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
      await assertValid(await (await page.request.get(page.url())).text());
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
