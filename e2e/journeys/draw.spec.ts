import { button, draw, expect, prediction, test, written } from './fixtures.ts';

test('a person draws a digit with the mouse and reads the answer', async ({ app }) => {
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await button(app, 'Clear').click();
  await expect(prediction(app)).toHaveText('Nothing drawn');
  await draw(app, ...written.seven);
  await expect(prediction(app)).toHaveText(/^7/);
});

test('undo and redo take strokes back and give them again', async ({ app }) => {
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await button(app, 'Undo').click();
  await expect(button(app, 'Undo')).toBeDisabled();
  await button(app, 'Redo').click();
  await expect(prediction(app)).toHaveText(/^1/);
  await expect(button(app, 'Redo')).toBeDisabled();
});

test('the answer follows the pen before it is lifted', async ({ app }) => {
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

test('whoever looks at the rows of a drawing sees it as it was read, and draws on in ink', async ({ app }) => {
  await draw(app, ...written.seven);
  const asRead = button(app, 'As read');
  await expect(asRead).toHaveAttribute('aria-pressed', 'false');
  await app.getByRole('slider', { name: 'Row', exact: true }).focus();
  await app.keyboard.press('Home');
  await expect(asRead).toHaveAttribute('aria-pressed', 'true');
  await draw(app, [
    [0.4, 0.5],
    [0.6, 0.5],
  ]);
  await expect(asRead).toHaveAttribute('aria-pressed', 'false');
});
