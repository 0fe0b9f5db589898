import type { Page } from '@playwright/test';
import { button, draw, expect, isWindow, prediction, test, written } from './fixtures.ts';

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });
const unitTile = (page: Page) => page.getByRole('slider', { name: 'Unit in hidden state' });
const steps = (page: Page) => page.getByRole('slider', { name: /^(Row|Column)$/ });

/** Everything that a link holds of the Lab, as it is seen. */
async function seen(page: Page) {
  return {
    answer: await prediction(page).innerText(),
    step: await steps(page).getAttribute('aria-valuenow'),
    unit: await unitTile(page).getAttribute('aria-valuenow'),
    order: await page.getByLabel('Read in the order').inputValue(),
    units: await page.getByRole('combobox', { name: 'Units' }).inputValue(),
    numbers: await page.getByText(/^h₍t₎|^c₍t₎|=.*=/).allInnerTexts(),
  };
}

async function openLink(page: Page, link: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Open, save, export' }).click();
  await page.getByLabel('A link that someone copied in Gatescope').fill(link);
  await button(page, 'Open link').click();
}

test('a copied link shows a drawing, its row, the lit unit and both orders to somebody else', async ({ app, host }) => {
  test.skip(isWindow(), 'A second page needs a browser.');
  await draw(app, ...written.seven);
  await expect(app.getByText(/^The label is/)).toHaveCount(0);
  await app.getByRole('combobox', { name: 'Units' }).selectOption('by similarity');
  await app.getByLabel('Read in the order').selectOption('columns →');
  await expect(steps(app)).toHaveAccessibleName('Column');
  await unitTile(app).focus();
  for (let times = 0; times < 4; times++) await app.keyboard.press('ArrowRight');
  await steps(app).focus();
  await app.keyboard.press('Home');
  for (let times = 0; times < 11; times++) await app.keyboard.press('ArrowDown');
  await expect(steps(app)).toHaveAttribute('aria-valuenow', '12');
  const before = await seen(app);

  await app.keyboard.press('Alt+c');
  const { searchParams } = new URL(app.url());
  const link = await host.clipboard(app);
  expect(link).toMatch(/^gatescope:\/\/view\/lab\?v=1&strokes=/);
  expect(link.length).toBeLessThanOrEqual(2_000);
  expect(link).not.toContain(searchParams.get('token'));

  const other = await host.openEmptyPage(app);
  await other.goto(app.url().split('#')[0]);
  await expect(prediction(other)).toHaveText(/^7/);
  await openLink(other, link);
  await expect.poll(() => seen(other)).toEqual(before);
  await expect(notices(other).getByRole('alert')).toHaveCount(0);
  // It can be drawn on.
  await expect(button(other, 'Undo')).toBeEnabled();
});

test('the address follows calmly, brings the same after a reload, and goes back room by room', async ({ app }) => {
  const length = await app.evaluate(() => history.length);
  await app.getByLabel('Number of the test digit').fill('3');
  await app.keyboard.press('Enter');
  await steps(app).focus();
  for (let times = 0; times < 9; times++) await app.keyboard.press('ArrowUp');
  await expect(app).toHaveURL(/#lab\?v=1&digit=3&row=18&/);
  expect(await app.evaluate(() => history.length)).toBe(length);

  await app.reload();
  await expect(steps(app)).toHaveAttribute('aria-valuenow', '19');
  await expect(app.getByLabel('Number of the test digit')).toHaveValue('3');

  await app.keyboard.press('Alt+2');
  await expect(app).toHaveURL(/#digits/);
  await app.goBack();
  await expect(app).toHaveURL(/#lab\?v=1&digit=3&row=18&/);
  await expect(steps(app)).toHaveAttribute('aria-valuenow', '19');
  await app.goForward();
  await expect(app.getByRole('heading', { name: 'Digits' }).or(app.getByText('Test digits')).first()).toBeVisible();
});

test('a wrong link is one sentence, and nothing changes', async ({ app }) => {
  const wrong = [
    ['https://example.org/', 'This is not a whole link of Gatescope: copy it again.'],
    ['gatescope://view/lab?v=1&digit=3&row=', 'This is not a whole link of Gatescope: copy it again.'],
    ['gatescope://view/lab?v=1&digit=3&strokes=AAAA', 'This is not a whole link of Gatescope: copy it again.'],
    ['gatescope://view/lab?v=9&mood=3', 'A newer Gatescope made this link: update Gatescope to open it.'],
    [`gatescope://view/lab?v=1&row=${'1'.repeat(2_000)}`, 'This link is longer than 2,000 characters: copy it again.'],
    ['gatescope://view/lab?v=1&digit=10000', 'This data set has no test digit of the link’s number.'],
    [
      'gatescope://view/lab?v=1&digit=0&row=28',
      'This link shows a step that the image does not have: the last one is shown.',
    ],
    ['gatescope://view/lessons?v=1&lesson=cooking', 'This Gatescope does not have the lesson of the link.'],
  ] as const;
  const answer = await prediction(app).innerText();
  for (const [link, sentence] of wrong) {
    await openLink(app, link);
    await expect(notices(app).getByRole('alert')).toHaveText([sentence]);
    await app.keyboard.press('Alt+1');
    await expect(app.getByLabel('Number of the test digit')).toHaveValue('0');
    expect(await prediction(app).innerText()).toBe(answer);
  }
});

test('a link to a network that it does not hold says so, and offers what it does hold', async ({ app }) => {
  await openLink(app, 'gatescope://view/lab?v=1&digit=4&network=trained&set.units=16&set.seed=7');
  const notice = notices(app).getByRole('status');
  await expect(notice).toContainText('settings and the seed but not the weights');
  await expect(app.getByLabel('Number of the test digit')).toHaveValue('4');
  await notice.getByRole('button', { name: 'Train such a network' }).click();
  await expect(app.getByRole('banner')).toContainText('LSTM · 16 units');
  await expect(button(app, 'Pause')).toBeVisible();
  await button(app, 'Pause').click();

  await openLink(app, 'gatescope://view/lab?v=1&digit=0&network=shipped');
  const shipped = notice.filter({ hasText: 'The link shows the shipped network' });
  await shipped.getByRole('button', { name: 'Show the shipped network' }).click();
  await expect(app.getByRole('banner')).toContainText('Pretrained');
});

test('a link can be pasted anywhere but into a field', async ({ app }) => {
  await app.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', ' gatescope://view/lab?v=1&digit=8&row=5\n');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(app.getByLabel('Number of the test digit')).toHaveValue('8');
  await expect(steps(app)).toHaveAttribute('aria-valuenow', '6');
});
