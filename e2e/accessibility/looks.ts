/** Theme and language of the page, switched in place as the system would. */

import type { Page } from '@playwright/test';
import { expect } from '../journeys/fixtures.ts';

export type Look = { readonly theme: 'dark' | 'light'; readonly language: 'en' | 'ko' };

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
