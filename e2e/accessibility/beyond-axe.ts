/** Checks that axe-core lacks: the size of targets, the width of the page, and clipped texts. */

import type { Page } from '@playwright/test';

/** CSS pixels, success criterion 2.5.8. */
const leastTarget = 24;

/** Controls smaller than 24 × 24 CSS pixels, where a label's area counts as its control's. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const controls =
      'button, a[href], input:not([hidden]), select, summary, [role=slider], [role=option], [role=gridcell], [role=application]';
    const open = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    return [...open.querySelectorAll<HTMLElement>(controls)]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.matches(':disabled'))
      .flatMap((control) => {
        const boxes = [control, control.closest('label')].flatMap((each) =>
          each ? [each.getBoundingClientRect()] : [],
        );
        const width = Math.max(...boxes.map((box) => box.width));
        const height = Math.max(...boxes.map((box) => box.height));
        const name = control.getAttribute('aria-label') ?? (control.closest('label') ?? control).textContent.trim();
        // Layouts of fractional pixels may lose a little.
        if (width >= least - 0.1 && height >= least - 0.1) return [];
        return [`${control.tagName.toLowerCase()} “${name}” measures ${width.toFixed(1)}×${height.toFixed(1)}`];
      });
  }, leastTarget);
}

/** CSS pixels by which the page is wider than the window without its scroll bar; it would scroll in two dimensions. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * Clipped texts: overflow of a box that hides it, unless a tip has the whole text or it is for screen readers only.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const open = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const walker = document.createTreeWalker(open, NodeFilter.SHOW_TEXT);
    const cut = new Set<string>();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const parent = text.parentElement;
      if (!parent || !text.textContent?.trim()) continue;
      if (
        !parent.checkVisibility({ visibilityProperty: true }) ||
        parent.closest('.visually-hidden, .katex, option, canvas, svg, [data-tip], pre')
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      for (let around: HTMLElement | null = parent; around && around !== open; around = around.parentElement) {
        const { overflowX, overflowY, clipPath } = getComputedStyle(around);
        if (clipPath !== 'none') break;
        const frame = around.getBoundingClientRect();
        const beyondX =
          overflowX === 'hidden' || overflowX === 'clip' ? Math.max(frame.left - box.left, box.right - frame.right) : 0;
        const beyondY =
          overflowY === 'hidden' || overflowY === 'clip' ? Math.max(frame.top - box.top, box.bottom - frame.bottom) : 0;
        if (beyondX > 2 || beyondY > 4) {
          cut.add(`“${text.textContent.trim().slice(0, 50)}” by ${Math.max(beyondX, beyondY).toFixed(0)}`);
          break;
        }
        if (overflowX === 'auto' || overflowY === 'auto' || overflowX === 'scroll' || overflowY === 'scroll') break;
      }
    }
    return [...cut];
  });
}
