// Pictures for people: only taken when SCREENSHOTS names a folder.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps the whole page as `NAME.png`. */
export async function picture(page, name) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) {
    return;
  }
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
