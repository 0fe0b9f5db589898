/** How a person keeps drawings as digits of their own. */

import type { Page } from '@playwright/test';
import { button, draw, expect, prediction } from './fixtures.ts';

/** Draws on a blank pad, labels the drawing, and keeps it. */
export async function keep(page: Page, strokes: Parameters<typeof draw>[1], label: string): Promise<void> {
  await page.keyboard.press('Alt+1');
  const clear = button(page, 'Clear');
  if (await clear.isEnabled()) await clear.click();
  await draw(page, strokes);
  await expect(prediction(page)).toHaveText(/^\d/);
  // Until then the last strokes may not have been read.
  await expect(button(page, 'As read')).toHaveAttribute('aria-pressed', 'true');
  const group = page.getByRole('group', { name: 'Keep this drawing' });
  await group.getByRole('combobox', { name: 'This is' }).selectOption(label);
  await group.getByRole('button', { name: 'Keep' }).press('Enter');
  await expect(group.getByRole('status')).toHaveText(/^\d+ kept$/);
}

export async function openMyDigits(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await button(page, 'My digits').click();
}

/** A seven whose stem ends elsewhere each time, so that no two are equal. */
export const sevenTo = (x: number) =>
  [
    [0.3, 0.25],
    [0.7, 0.25],
    [x, 0.8],
  ] as const;
