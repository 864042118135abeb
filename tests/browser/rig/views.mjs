// The people who look: by device, colour scheme, and whether scripts run.

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** What Playwright is told for each view. */
export const VIEWS = {
  desktop: { ...DESKTOP, colorScheme: 'light' },
  'desktop-dark': { ...DESKTOP, colorScheme: 'dark' },
  'desktop-plain': { ...DESKTOP, colorScheme: 'light', javaScriptEnabled: false },
  phone: { ...PHONE, colorScheme: 'light' },
  'phone-dark': { ...PHONE, colorScheme: 'dark' },
  'phone-plain': { ...PHONE, colorScheme: 'light', javaScriptEnabled: false },
};

/** What readers ask their system for who see little. */
export const CONTRASTS = {
  contrast: { ...DESKTOP, colorScheme: 'light', contrast: 'more' },
  'contrast-dark': { ...PHONE, colorScheme: 'dark', contrast: 'more' },
  forced: { ...DESKTOP, colorScheme: 'light', forcedColors: 'active' },
  'forced-dark': { ...PHONE, colorScheme: 'dark', forcedColors: 'active' },
};

/** The four that differ in how a page looks. */
export const LOOKS = ['desktop', 'desktop-dark', 'phone', 'phone-dark'];

/** The language that shows what was never translated, and that runs from right to left. */
export const PSEUDO = 'ar-XB';
