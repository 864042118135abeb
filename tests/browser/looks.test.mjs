// Every page, wide and narrow, light and dark: nothing sticks out, axe finds nothing, no host but ours is asked.

import { test } from 'node:test';

import { assertAccessible, assertColours } from './rig/access.mjs';
import { assertWithinWidth } from './rig/layout.mjs';
import { assertValid } from './rig/markup.mjs';
import { picture } from './rig/picture.mjs';
import { site } from './rig/site.mjs';
import { LOOKS } from './rig/views.mjs';
import { PAGES } from './pages.mjs';

const { ask, open } = site();

for (const [name, { path, status }] of Object.entries(PAGES)) {
  for (const look of LOOKS) {
    test(`${name}, ${look}: fits its window and is accessible`, async (t) => {
      const page = await open(t, path, { as: look, status });
      await picture(page, `${name}-${look}`);
      await assertWithinWidth(page);
      await (look.endsWith('-dark') ? assertColours : assertAccessible)(page);
    });
  }

  test(`${name}: is valid HTML`, async () => {
    await assertValid(await (await ask(path)).text());
  });
}
