/** Theme, language and size of the page, switched in place as the system would. */

import type { Page } from '@playwright/test';
import { expect } from '../journeys/fixtures.ts';

export type Look = { readonly theme: 'dark' | 'light'; readonly language: 'en' | 'ko' };
/** CSS pixels. */
export type Size = { readonly width: number; readonly height: number };

export const looks: readonly Look[] = [
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'ko' },
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'ko' },
];

export async function wear(page: Page, { theme, language }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate((tag) => {
    Object.defineProperty(navigator, 'languages', { value: [tag], configurable: true });
    dispatchEvent(new Event('languagechange'));
  }, language);
  await expect(page.locator(`html[data-theme=${theme}][lang=${language}]`)).toBeAttached();
}

export async function resize(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await settle(page);
}

/** The page measures its parts again in the frame after its size changed; before that it reports the old layout. */
function settle(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            resolve();
          });
        });
      }),
  );
}
