import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { accessibilityViolations, button, expect, prediction, test } from './fixtures.ts';

const transformer = { ...defaultRecipe, cell: 'transformer', units: 64, layers: 2, heads: 4, epochs: 1 } as const;

for (const theme of ['dark', 'light'] as const) {
  test(`follows a head with its numbers and switches heads off, in the ${theme} theme`, async ({ app, host }) => {
    await app.emulateMedia({ colorScheme: theme });
    const { engine, disconnect } = await host.connect(app, { failure: () => undefined });
    await engine.restart({ recipe: transformer });
    for (let step = 0; step < 20; step++) await engine.step(undefined);
    await button(app, 'Ablation').click();
    const bar = app.getByRole('region', { name: /^Ablation:/ });
    await bar.getByRole('button', { name: 'Follow a head' }).click();
    const dialog = app.getByRole('dialog', { name: 'Multi-head attention of block 2' });
    await expect(dialog.getByRole('img', { name: /28 × 16.*64 × 64/ })).toBeVisible();
    await dialog.getByRole('slider', { name: /^The row that asks/ }).fill('9');
    await dialog.getByRole('button', { name: 'Head 2' }).click();
    await expect(dialog.getByRole('table', { name: 'Where head 2 looks from row 10' }).getByRole('row')).toHaveCount(6);
    const added = dialog.getByRole('region', { name: /^How much each head adds/ }).getByRole('listitem');
    await expect(added).toHaveCount(4);
    expect(await accessibilityViolations(app)).toEqual([]);
    await app.keyboard.press('Escape');

    const before = await prediction(app).innerText();
    for (const head of ['Head 1', 'Head 2', 'Head 3', 'Head 4'])
      await bar.getByRole('button', { name: head, exact: true }).click();
    await expect(app.getByText('Ablation on: not as trained')).toBeVisible();
    // Their tiles say so, of the block that is shown only.
    await expect(app.getByRole('slider', { name: /attended to by head \d, off$/ })).toHaveCount(4);
    await expect(prediction(app)).not.toHaveText(before);
    await bar.getByRole('button', { name: 'Reset ablation' }).click();
    await expect(prediction(app)).toHaveText(before);
    disconnect();
  });
}
