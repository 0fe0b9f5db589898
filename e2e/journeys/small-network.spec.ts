import { button, expect, prediction, test } from './fixtures.ts';

test('a small network whose every cell can be seen is one click away, and the shipped one can be brought back', async ({
  app,
}) => {
  await button(app, 'Show a small network').click();
  await expect(app.getByText('This network comes from LSTM-24.gatescope.')).toBeVisible();
  await expect(prediction(app)).toHaveText(/^7/);
  const tile = app.getByRole('slider', { name: 'Unit in forget gate' });
  await expect(tile).toHaveAttribute('aria-valuemax', '24');
  // Each unit is several pixels wide.
  const box = await tile.boundingBox();
  expect((box?.width ?? 0) / 24).toBeGreaterThan(3);
  await expect(button(app, 'Show a small network')).toHaveCount(0);
  await expect(app.getByRole('group', { name: 'Groups of similar units' }).getByRole('button').first()).toBeVisible();
  await button(app, 'Bring back').click();
  await expect(tile).toHaveAttribute('aria-valuemax', '128');
});
