import { restMs } from '../../src/renderer/lab/pad/pen-rest.ts';
import { accessibilityViolations, button, draw, expect, prediction, test, written } from './fixtures.ts';

test('a person draws a digit with the mouse and reads the answer', async ({ app }) => {
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await button(app, 'Clear').click();
  await expect(prediction(app)).toHaveText('Nothing drawn');
  await draw(app, ...written.seven);
  await expect(prediction(app)).toHaveText(/^7/);
});

test('a letter is no digit that the network knows, on the screen and for a screen reader', async ({ app }) => {
  await draw(app, [
    [0.2, 0.2],
    [0.35, 0.8],
    [0.5, 0.4],
    [0.65, 0.8],
    [0.8, 0.2],
  ]);
  await expect(prediction(app)).toHaveText('? no digit I know');
  await expect(app.getByText(/^The closest one is \d \(\d+%\)$/)).toBeVisible();
  await expect(app.getByRole('status').filter({ hasText: /^no digit I know\. The closest one is \d/ })).toBeAttached();
  await button(app, 'Clear').click();
  await draw(app, ...written.seven);
  await expect(prediction(app)).toHaveText(/^7/);
});

test('undoes and redoes strokes', async ({ app }) => {
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await button(app, 'Undo').click();
  await expect(button(app, 'Undo')).toBeDisabled();
  await button(app, 'Redo').click();
  await expect(prediction(app)).toHaveText(/^1/);
  await expect(button(app, 'Redo')).toBeDisabled();
});

test('answers while the pen still moves', async ({ app }) => {
  await button(app, 'Clear').click();
  await expect(prediction(app)).toHaveText('Nothing drawn');
  const box = await app.getByLabel('Drawing pad').boundingBox();
  if (!box) throw new Error('The drawing pad is not visible.');
  await app.mouse.move(box.x + box.width / 2, box.y + box.height * 0.2);
  await app.mouse.down();
  await app.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8, { steps: 10 });
  await expect(prediction(app)).toHaveText(/^1/);
  await app.mouse.up();
});

test('shows a drawing as it is read once the pen rests, and as ink for the next stroke', async ({ app }) => {
  await draw(app, ...written.seven);
  const asRead = button(app, 'As read');
  await expect(asRead).toHaveAttribute('aria-pressed', 'true');
  const box = await app.getByLabel('Drawing pad').boundingBox();
  if (!box) throw new Error('The drawing pad is not visible.');
  await app.mouse.move(box.x + 0.4 * box.width, box.y + 0.5 * box.height);
  await expect(asRead).toHaveAttribute('aria-pressed', 'false');
  await app.mouse.down();
  await app.mouse.move(box.x + 0.6 * box.width, box.y + 0.5 * box.height);
  await app.mouse.up();
  await expect(asRead).toHaveAttribute('aria-pressed', 'true');
  await button(app, 'Undo').click();
  await expect(prediction(app)).toHaveText(/^7/);

  // Whoever asks for the ink keeps it, until the rows are looked at.
  await asRead.click();
  await draw(app, [
    [0.4, 0.5],
    [0.6, 0.5],
  ]);
  await expect(button(app, 'Redo')).toBeDisabled();
  await app.waitForTimeout(2 * restMs);
  await expect(asRead).toHaveAttribute('aria-pressed', 'false');
  await app.getByRole('slider', { name: 'Row', exact: true }).focus();
  await app.keyboard.press('Home');
  await expect(asRead).toHaveAttribute('aria-pressed', 'true');
  await expect(app.getByText('After row 1 of 28', { exact: true })).toBeVisible();
  // The next stroke is read to its end.
  await draw(app, [
    [0.4, 0.6],
    [0.6, 0.6],
  ]);
  await expect(app.getByRole('slider', { name: 'Row', exact: true })).toHaveAttribute('aria-valuenow', '28');
  await expect(asRead).toHaveAttribute('aria-pressed', 'false');
});

test('draws, corrects and clears a digit by keyboard alone', async ({ app }) => {
  const pad = app.getByLabel('Drawing pad');
  const press = async (key: string, times: number) => {
    for (let time = 0; time < times; time++) await app.keyboard.press(key);
  };
  await button(app, 'Clear').focus();
  await app.keyboard.press('Delete');
  await expect(prediction(app)).toHaveText('Nothing drawn');
  await pad.focus();
  await press('ArrowLeft', 5);
  await press('Space', 1);
  await press('ArrowRight', 10);
  for (let step = 0; step < 7; step++) {
    await press('ArrowDown', 2);
    await press('ArrowLeft', 1);
  }
  await press('Space', 1);
  await expect(prediction(app)).toHaveText(/^7/);

  await app.keyboard.press('e');
  await expect(button(app, 'Eraser')).toHaveAttribute('aria-pressed', 'true');
  await app.keyboard.press('e');
  const width = app.getByRole('slider', { name: 'Pen width' });
  const before = Number(await width.inputValue());
  await app.keyboard.press(']');
  expect(Number(await width.inputValue())).toBe(before + 5);
  await app.keyboard.press('[');
  await app.keyboard.press('Control+z');
  await expect(prediction(app)).toHaveText('Nothing drawn');
  await app.keyboard.press('Control+Shift+z');
  await expect(prediction(app)).toHaveText(/^7/);
  await app.keyboard.press('Delete');
  await expect(prediction(app)).toHaveText('Nothing drawn');
});

test('reads the left one of two digits side by side until the other is chosen', async ({ app }) => {
  const moved = (strokes: readonly (readonly (readonly [number, number])[])[], by: number) =>
    strokes.map((points) => points.map(([x, y]) => [x + by, y] as const));
  await draw(app, ...moved(written.one, 0.3), ...moved(written.seven, -0.2));
  await expect(app.getByText('2 digits found; one is read at a time.')).toBeVisible();
  await expect(prediction(app)).toHaveText(/^7/);
  // The label given to one digit does not apply to the other one.
  const label = app.getByRole('combobox', { name: 'This is' });
  await label.selectOption('4');
  await button(app, 'Read digit 2 of 2').press('Enter');
  await expect(prediction(app)).toHaveText(/^1/);
  await expect(label).toHaveValue('1');
});

test('enlarges every stage from ink to pixels', async ({ app }) => {
  await draw(app, ...written.seven);
  const scaled = app.getByRole('button', { name: /^Scaled: \d+×20\. Enlarge$/ });
  await scaled.press('Enter');
  const dialog = app.getByRole('dialog', { name: 'From ink to pixels' });
  await expect(dialog.getByRole('img', { name: /^Scaled: \d+×20$/ })).toBeVisible();
  await dialog.getByRole('button', { name: '3 Centre' }).click();
  await expect(dialog.getByText('The cross marks the centre of mass', { exact: false })).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await app.keyboard.press('Escape');
  await expect(scaled).toBeFocused();
});
