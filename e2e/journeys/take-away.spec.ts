import { PNG } from 'pngjs';
import { accessibilityViolations, button, expect, test } from './fixtures.ts';

test('saves the score as a picture in any size, with every tile in it', async ({ app, host }) => {
  const save = async (form: string) => {
    await app.getByRole('combobox', { name: 'Format' }).selectOption(form);
    return host.saved(app, () => button(app, 'Save').click());
  };
  await button(app, 'Save as a picture').click();
  const dialog = app.getByRole('dialog', { name: 'Save the reading picture' });
  await expect(dialog.getByRole('img', { name: /^Preview of gatescope-test-0-lstm-128/ })).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);

  const svg = await save('SVG, scalable');
  expect(svg.name).toMatch(/^gatescope-test-0-lstm-128-step-\d+\.svg$/);
  // In a page without our policy, which lets nothing be parsed except what Svelte makes.
  const elsewhere = await host.openEmptyPage(app);
  const { errors, images, width } = await elsewhere.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    const titles = [...file.querySelectorAll('image > title')].map(({ textContent }) => textContent);
    const errors = file.querySelectorAll('parsererror').length;
    return { errors, images: titles, width: Number(file.documentElement.getAttribute('width')) };
  }, svg.bytes.toString('utf8'));
  await elsewhere.close();
  expect(errors).toBe(0);
  expect(images).toEqual([
    ...['image', 'f forget', 'i input', 'g candidate', 'c cell', 'o output', 'h hidden'],
    'answer so far',
  ]);

  const pngs = [];
  for (const form of ['PNG', 'PNG, twice the size']) {
    const { name, bytes } = await save(form);
    expect(name).toMatch(/\.png$/);
    pngs.push(PNG.sync.read(bytes));
  }
  expect(pngs.map((png) => png.width)).toEqual([width, 2 * width]);
  // The corner has the colour of the page.
  const background = await app.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(`rgb(${[...pngs[0].data.subarray(0, 3)].join(', ')})`).toBe(background);
});

test('enlarges a tile by key and by click, moves through it, and closes it', async ({ app }) => {
  await app.getByRole('combobox', { name: 'Units' }).selectOption('by number');
  const tile = app.getByRole('slider', { name: 'Unit in cell state' });
  await tile.focus();
  await app.keyboard.press('Enter');
  const dialog = app.getByRole('dialog', { name: 'cell state' });
  await expect(dialog.getByText('128', { exact: true })).toBeVisible();
  const large = dialog.getByRole('slider', { name: 'Unit in cell state' });
  await expect(large).toBeFocused();
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('ArrowUp');
  await expect(dialog.getByText('unit 1, row 27')).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await app.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  // The same cell is lit in the score.
  await expect(tile).toHaveAttribute('aria-valuetext', /^Unit 1, row 27/);
  await app.getByRole('button', { name: 'Enlarge f forget gate' }).click();
  await expect(app.getByRole('dialog', { name: 'forget gate' })).toBeVisible();
});

test('copies numbers by key and by button, and confirms it', async ({ app, host }) => {
  await app.getByRole('combobox', { name: 'Units' }).selectOption('by number');
  const tile = app.getByRole('slider', { name: 'Unit in hidden state' });
  await tile.focus();
  await app.keyboard.press('ArrowRight');
  await app.evaluate(() => {
    document.addEventListener('copy', ({ clipboardData }) => {
      document.documentElement.dataset.copied = clipboardData?.getData('text/plain') ?? '';
    });
  });
  await app.keyboard.press('ControlOrMeta+C');
  await expect(app.getByText('Copied: unit 1, row 28.')).toBeAttached();
  const copied = await app.evaluate(() => document.documentElement.dataset.copied ?? '');
  expect(copied).toMatch(/^row\tunit\tf\ti\tg\tc\to\th\n28\t1(\t-?[\d.e-]+){6}\n$/);

  await button(app, 'Copy the numbers of this cell (Ctrl+C)').click();
  await expect(app.getByText('Copied.', { exact: true })).toBeAttached();
  expect(await host.clipboard(app)).toBe(copied);

  await tile.focus();
  await app.keyboard.press('Enter');
  await button(app, 'Copy all as CSV').click();
  await expect.poll(() => host.clipboard(app)).toMatch(/^row,1,2,3,/);
});

test('says what to do instead where the clipboard refuses', async ({ app }) => {
  await app.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await button(app, 'Copy the numbers of all units after this row').click();
  await expect(app.getByText(/^The clipboard is not available here\./)).toBeVisible();
});
