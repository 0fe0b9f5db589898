// Holds P22.
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { accessibilityViolations, button, draw, expect, prediction, test, written } from './fixtures.ts';

type Grey = (x: number, y: number) => number;

const side = 120;

/** Bars of a picture 120 × 120, inked. */
const seven: Grey = (x, y) =>
  Number(y > 20 && y < 32 && x > 35 && x < 85) || Number(y >= 32 && y < 100 && Math.abs(x - (82 - 0.4 * (y - 28))) < 6);
const one: Grey = (x, y) => Number(y > 20 && y < 100 && Math.abs(x - 60) < 6);

function png(width: number, grey: Grey): Buffer {
  const picture = new PNG({ width, height: side });
  for (let at = 0; at < width * side; at++) {
    picture.data.fill(grey(at % width, Math.floor(at / width)), 4 * at, 4 * at + 3);
    picture.data[4 * at + 3] = 255;
  }
  return PNG.sync.write(picture);
}

const dark =
  (ink: Grey): Grey =>
  (x, y) =>
    235 - 200 * ink(x, y);
const light =
  (ink: Grey): Grey =>
  (x, y) =>
    25 + 200 * ink(x, y);

async function choose(page: Page, bytes: Buffer, name = 'digit.png'): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Image').press('Enter');
  await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: bytes });
}

/** Sends a file as if it had been pasted or dropped: no browser lets a test do it through the system. */
async function give(page: Page, event: 'paste' | 'drop', bytes: Buffer, type = 'image/png'): Promise<void> {
  await page.evaluate(
    ([kind, base64, mimeType]) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([content], 'given', { type: mimeType }));
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: transfer })
          : new DragEvent('drop', { ...init, dataTransfer: transfer }),
      );
    },
    [event, bytes.toString('base64'), type] as const,
  );
}

test('opens an image by keyboard, draws on it, and brings the drawing back by undo', async ({ app }) => {
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await choose(app, png(side, dark(seven)));
  await expect(prediction(app)).toHaveText(/^7/);
  await expect(button(app, 'Dark ink')).toHaveAttribute('aria-pressed', 'true');

  await app.keyboard.press('Alt+4');
  await app.keyboard.press('Alt+1');
  await expect(prediction(app)).toHaveText(/^7/);

  await draw(app, [
    [0.2, 0.9],
    [0.8, 0.9],
  ]);
  await button(app, 'Undo').click();
  await expect(prediction(app)).toHaveText(/^7/);
  await button(app, 'Undo').click();
  await expect(prediction(app)).toHaveText(/^1/);
  await expect(button(app, 'Dark ink')).toBeHidden();
});

test('takes a pasted or dropped image, dark or light, also in another room', async ({ app }) => {
  await give(app, 'paste', png(side, light(one)));
  await expect(prediction(app)).toHaveText(/^1/);
  await expect(button(app, 'Light ink')).toHaveAttribute('aria-pressed', 'true');
  await app.keyboard.press('Alt+4');
  await give(app, 'drop', png(side, dark(seven)));
  await expect(prediction(app)).toHaveText(/^7/);
  expect(await accessibilityViolations(app)).toEqual([]);
});

test('corrects the tone of the ink, and back', async ({ app }) => {
  // A dark 7 within a light frame, which the other tone takes as ink.
  const framed: Grey = (x, y) => (x < 12 || x > 108 ? 255 : 180 - 150 * seven(x, y));
  await give(app, 'paste', png(side, framed));
  await button(app, 'Light ink').click();
  await expect(button(app, 'Light ink')).toHaveAttribute('aria-pressed', 'true');
  await expect(prediction(app)).not.toHaveText(/^7/);
  await button(app, 'Dark ink').click();
  await expect(prediction(app)).toHaveText(/^7/);
});

test('refuses a blank file or one that is no image in words, and keeps the drawing', async ({ app }) => {
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await give(app, 'drop', Buffer.from('hello'), 'text/plain');
  await expect(app.getByRole('alert')).toContainText('cannot be opened here');
  await give(
    app,
    'paste',
    png(side, () => 200),
  );
  await expect(app.getByRole('alert')).toContainText('Nothing in this image stands out');
  await expect(prediction(app)).toHaveText(/^1/);
});

test('reads one of two digits in an image at a time, and lets the other be chosen', async ({ app }) => {
  const pair: Grey = (x, y) => (x < side ? seven(x, y) : one(x - side, y));
  await choose(app, png(2 * side, dark(pair)));
  await expect(prediction(app)).toHaveText(/^7/);
  await expect(app.getByText('2 digits found; one is read at a time.')).toBeVisible();
  await button(app, 'Read digit 2 of 2').press('Enter');
  await expect(prediction(app)).toHaveText(/^1/);
  await button(app, 'Clear').click();
  await expect(button(app, 'Read digit 2 of 2')).toBeHidden();
});
