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

/** The four that differ in how a page looks. */
export const LOOKS = ['desktop', 'desktop-dark', 'phone', 'phone-dark'];

/** The language that shows what was never translated, and that runs from right to left. */
export const PSEUDO = 'ar-XB';
