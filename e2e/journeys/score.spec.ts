import { expect, test } from './fixtures.ts';

test('the scan line moves by key, by drag and by play', async ({ app }) => {
  const slider = app.getByRole('slider', { name: 'Row', exact: true });
  await slider.focus();
  await app.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', /^[01]$/);
  const start = Number(await slider.getAttribute('aria-valuenow'));
  await app.keyboard.press('ArrowDown');
  await expect(slider).toHaveAttribute('aria-valuenow', String(start + 1));
  await app.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuenow', String(start + 27));

  const tile = await app.getByRole('slider', { name: 'Unit in forget gate' }).boundingBox();
  if (!tile) throw new Error('The forget gate is not visible.');
  const rowHeight = tile.height / 28;
  await app.mouse.move(tile.x + 20, tile.y + 20.5 * rowHeight);
  await app.mouse.down();
  await app.mouse.move(tile.x + 20, tile.y + 10.5 * rowHeight, { steps: 5 });
  await expect(slider).toHaveAttribute('aria-valuenow', String(start + 10));
  await app.mouse.up();

  await app.getByRole('button', { name: 'Play rows' }).click();
  await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).not.toBe(start + 10);
  await app.getByRole('button', { name: 'Pause rows' }).click();
});

test('each tile says in a sentence what it shows, to the pointer and to the keyboard', async ({ app }) => {
  const forget = app.getByRole('tooltip', { name: 'forget gate' }).or(app.getByText(/^forget gate Share of/));
  await expect(forget).toBeHidden();
  await app.getByText('f forget', { exact: true }).hover();
  await expect(forget).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(forget).toBeHidden();

  await app.getByRole('slider', { name: 'Row', exact: true }).focus();
  await app.keyboard.press('Tab');
  await expect(forget).toBeVisible();
  await app.keyboard.press('ArrowRight');
  await expect(forget).toBeHidden();
  await expect(app.getByText('unit 1, row 28')).toBeVisible();
});

test('hovering a cell shows the arithmetic with its numbers, and they add up', async ({ app }) => {
  const tile = await app.getByRole('slider', { name: 'Unit in cell state' }).boundingBox();
  if (!tile) throw new Error('The cell state is not visible.');
  await app.mouse.move(tile.x + tile.width / 2, tile.y + tile.height / 2);
  const text = (
    await app
      .getByText(/c = f·c′ \+ i·g/)
      .first()
      .innerText()
  )
    .replaceAll('−', '-')
    .replaceAll(/\s/g, '');
  const numbers = /=\(?(-?[\d.]+)\)?·\(?(-?[\d.]+)\)?\+\(?(-?[\d.]+)\)?·\(?(-?[\d.]+)\)?=(-?[\d.]+)/
    .exec(text)
    ?.slice(1)
    .map(Number);
  if (!numbers) throw new Error(`No arithmetic in: ${text}`);
  const [f, before, i, g, c] = numbers;
  // Five numbers shown with two decimals: each factor is off by at most 0.005.
  expect(Math.abs(f * before + i * g - c)).toBeLessThan(
    0.005 * (1 + Math.abs(f) + Math.abs(before) + Math.abs(i) + Math.abs(g)),
  );
});
