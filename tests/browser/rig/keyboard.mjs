// Walking a page with the Tab key alone.

/** What has the focus, and whether a person can see that it does. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) {
      return null;
    }
    const { left, top, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const at = document.elementFromPoint(left + width / 2, top + Math.min(height, innerHeight - Math.max(top, 0)) / 2);
    const label = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
    element.dataset.walked ??= String((window.walkedSteps = (window.walkedSteps ?? 0) + 1));
    return {
      step: Number(element.dataset.walked),
      tag: element.localName,
      name: element.getAttribute('name'),
      href: element.getAttribute('href'),
      text: label.replace(/\s+/g, ' ').trim().slice(0, 60),
      hasRing: ring || style.boxShadow !== 'none',
      hasSize: width > 0 && height > 0,
      isCovered: at !== null && !element.contains(at) && !at.contains(element) && !element.labels?.[0]?.contains(at),
    };
  });
}

/**
 * Presses Tab, or another key, until the focus comes round, or `limit` times.
 *
 * @returns the elements in the order in which they got the focus
 */
export async function walk(page, { limit = 400, key = 'Tab' } = {}) {
  const steps = [];
  for (let count = 0; count < limit; count += 1) {
    await page.keyboard.press(key);
    const step = await focused(page);
    if (step === null || steps.some((before) => before.step === step.step)) {
      return steps;
    }
    steps.push(step);
  }
  return steps;
}

/** What is wrong with steps of a walk: no ring, no size, hidden behind something that sticks. */
export function walkFaults(steps) {
  return steps.flatMap(({ tag, text, hasRing, hasSize, isCovered }) => [
    ...(hasRing ? [] : [`${tag} '${text}': nothing shows that it has the focus`]),
    ...(hasSize ? [] : [`${tag} '${text}': has the focus and cannot be seen`]),
    ...(isCovered ? [`${tag} '${text}': has the focus behind something else`] : []),
  ]);
}

/** Presses Tab until what has the focus matches, and fails when nothing does. */
export async function tabTo(page, selector, limit = 400) {
  for (let count = 0; count < limit; count += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      return;
    }
  }
  throw new Error(`${limit} presses of Tab do not lead to ${selector}`);
}
