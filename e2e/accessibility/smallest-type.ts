/** The size of the type that is seen. */

import type { Page } from '@playwright/test';

/** Every text that is seen in smaller type than `least` CSS pixels, with its size. */
export function smallTexts(page: Page, least: number): Promise<string[]> {
  return page.evaluate((pixels) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small: string[] = [];
    while (walker.nextNode()) {
      const { currentNode: text } = walker;
      const parent = text.parentElement;
      const written = text.textContent?.trim() ?? '';
      if (!parent || !written || parent.closest('.visually-hidden, option, script, style')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      if (!parent.checkVisibility({ visibilityProperty: true }) || range.getBoundingClientRect().width === 0) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < pixels - 0.01) small.push(`“${written.slice(0, 40)}” ${size.toFixed(1)}`);
    }
    return small;
  }, least);
}
