// Holds P46.
/** The app without a pointer: not one mouse event, and each dialog returns the focus. */

import type { Page } from '@playwright/test';
import { expect, prediction, stepsDone, test } from './fixtures.ts';

const focused = (page: Page) => page.locator(':focus');

/** Presses Tab until the focus is on `name`, and at most once around. */
async function tabTo(page: Page, name: string, keys = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press(keys);
    const isThere = await page.evaluate((wanted) => {
      const element = document.activeElement;
      const labels =
        element instanceof HTMLSelectElement || element instanceof HTMLInputElement ? element.labels : null;
      const texts = [element?.getAttribute('aria-label'), labels?.[0]?.textContent, element?.textContent];
      const title = element instanceof HTMLElement ? element.title : '';
      const called = [...texts, title].map((text) => text?.trim()).find(Boolean);
      return called?.startsWith(wanted) ?? false;
    }, name);
    if (isThere) return;
  }
  throw new Error(`The Tab key never reaches “${name}”.`);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens the dialog of the button `name`, leaves it with Escape, and expects the focus on that button again. */
async function lookInto(page: Page, name: string, look: () => Promise<void>): Promise<void> {
  await tabTo(page, name);
  await press(page, 'Enter');
  await expect(page.locator('dialog[open]')).toBeVisible();
  await look();
  await press(page, 'Escape');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await expect(focused(page)).toHaveAccessibleName(name);
}

const errors: string[] = [];

test.beforeEach(async ({ app }) => {
  errors.length = 0;
  app.on('pageerror', ({ message }) => errors.push(message));
  await app.evaluate(() => {
    for (const type of ['mousedown', 'pointerdown', 'mousemove']) {
      addEventListener(type, () => {
        throw new Error('A mouse was used.');
      });
    }
  });
});

// An error in a listener does not fail a test by itself.
test.afterEach(() => {
  expect(errors).toEqual([]);
});

test('a person trains, reads the score, ablates the network and looks at its neighbours with the keyboard', async ({
  app,
}) => {
  test.slow();
  const row = app.getByRole('slider', { name: 'Row', exact: true });

  await tabTo(app, 'Row');
  await expect(focused(app)).toHaveAttribute('aria-valuetext', /^Row 28 of 28, (no ink|ink \d+%): 7 with 99%$/);
  await press(app, 'Home');
  await expect(row).toHaveAttribute('aria-valuetext', /^Row 1 of 28, no ink: \d with \d+%$/);
  await press(app, 'PageDown', 'PageDown');
  await expect(row).toHaveAttribute('aria-valuetext', /^Row 15 of 28, ink \d+%: 7 with \d+%(?:, before: \d)?$/);
  const story = app.getByText(/^Means over the units of layer 2: forget gate 0\.\d\d, input gate/);
  await expect(story).toHaveText(
    /\d+% of the memory is forgotten; \d+% of what it holds now is new\. Largest change: cell/,
  );
  await expect(app.getByText(/^The whole digit is read as 7 with 99\.9%\. At least 95% sure from row/)).toHaveCount(1);

  await tabTo(app, 'Unit in forget gate');
  await press(app, 'ArrowRight', 'ArrowRight');
  await expect(focused(app)).toHaveAttribute('aria-valuetext', /^Unit \d+, row 15: 0\.\d\d$/);
  const second = (await focused(app).getAttribute('aria-valuenow')) ?? '';
  await press(app, 'Enter');
  await expect(app.getByRole('dialog', { name: 'forget gate' })).toBeVisible();
  await press(app, 'ArrowRight', 'ArrowDown', 'Escape');
  await expect(app.getByRole('slider', { name: 'Unit in forget gate' })).toBeFocused();
  await expect(focused(app)).toHaveAttribute('aria-valuetext', /^Unit \d+, row 16:/);
  await expect(focused(app)).not.toHaveAttribute('aria-valuenow', second);

  await tabTo(app, 'Ablation');
  await press(app, 'Enter');
  await tabTo(app, 'Hold', 'Shift+Tab');
  await press(app, 'ArrowDown');
  await expect(app.getByText('Ablation on: not as trained')).toBeVisible();
  await tabTo(app, 'Reset ablation');
  await press(app, 'Enter');
  await expect(app.getByText('As trained')).toBeVisible();

  await lookInto(app, 'Save as a picture', async () => {
    await tabTo(app, 'Format');
    await expect(app.getByRole('dialog').getByRole('button', { name: 'Save' })).toBeEnabled();
  });
  await lookInto(app, 'Numbers as a table', async () => {
    await expect(app.getByRole('dialog').getByRole('table').first()).toBeVisible();
  });

  await tabTo(app, 'Chart');
  await focused(app).press('n');
  await expect(focused(app)).toHaveValue('neighbours');
  await tabTo(app, 'Find nearest digits');
  await press(app, 'Enter');
  const list = app.getByRole('list', { name: 'Nearest test digits' });
  await expect(list.getByRole('button')).toHaveCount(12, { timeout: 60_000 });
  await tabTo(app, 'Test digit ');
  await press(app, 'ArrowRight', 'Enter');
  await expect(app.getByRole('spinbutton', { name: 'Number of the test digit' })).not.toHaveValue('0');

  await tabTo(app, 'Step');
  await press(app, 'Enter');
  await expect.poll(() => stepsDone(app)).toBe(1);
  await tabTo(app, 'Train', 'Shift+Tab');
  await press(app, 'Enter');
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(4);
  await expect(focused(app)).toHaveAccessibleName('Pause');
  await press(app, 'Enter');
  await expect(focused(app)).toHaveAccessibleName('Train');
  await tabTo(app, 'Moment of training');
  await press(app, 'Home');
  await expect(focused(app)).toHaveAttribute('aria-valuetext', /^Step 0, epoch 0/);
  await press(app, 'End');
  await tabTo(app, 'Bring back');
  await press(app, 'Enter');
  await expect(app.getByText('Pretrained · test accuracy')).toBeVisible();
});

test('draws, keeps, undoes, sets up another network and reads a lesson by keyboard', async ({ app }) => {
  test.slow();
  await tabTo(app, 'Drawing pad');
  const move = async (key: string, times: number) => {
    for (let time = 0; time < times; time++) await app.keyboard.press(key);
  };
  await press(app, ' ');
  await move('ArrowDown', 14);
  await press(app, ' ');
  await expect(prediction(app)).toHaveText(/^1/);
  await expect(app.getByRole('region', { name: 'Probability of each digit' }).getByRole('status')).toHaveText(/^1, /);
  await tabTo(app, 'Keep');
  await press(app, 'Enter');
  await expect(app.getByRole('group', { name: 'Keep this drawing' }).getByRole('status')).toHaveText(/^1 kept$/);
  await tabTo(app, 'Drawing pad', 'Shift+Tab');
  await press(app, 'Control+z');
  await expect(prediction(app)).toHaveText('Nothing drawn');
  await press(app, 'Control+Shift+Z');
  await expect(prediction(app)).toHaveText(/^1/);

  await press(app, 'Alt+2');
  await tabTo(app, 'My digits');
  await press(app, 'Enter');
  await tabTo(app, 'My digits');
  await press(app, 'Home');
  await expect(app.getByRole('region', { name: 'The chosen digit' })).toBeVisible();
  await tabTo(app, 'Shown digits: numbers as a table', 'Shift+Tab');
  await press(app, 'Enter', 'Escape');
  await expect(focused(app)).toHaveAccessibleName('Shown digits: numbers as a table');

  await press(app, 'Alt+1');
  await lookInto(app, 'About', async () => {
    await expect(app.getByRole('dialog')).toContainText('Keyboard shortcuts');
  });
  await tabTo(app, 'Settings', 'Shift+Tab');
  await press(app, 'Enter');
  await tabTo(app, 'Units');
  await press(app, 'Control+a');
  await app.keyboard.type('16');
  await press(app, 'Enter');
  await expect(app.getByText('LSTM · 16 units', { exact: true }).first()).toBeVisible();
  await expect(focused(app)).toHaveAccessibleName('Settings');
  await press(app, 'Enter');
  await tabTo(app, 'Lesson');
  await press(app, 'Enter');
  await expect(app.getByRole('main', { name: 'Lessons' })).toBeVisible();
  await tabTo(app, 'Next page');
  await press(app, 'Enter');
  await expect(app.getByRole('article').getByRole('heading', { level: 2 })).toBeFocused();
});
