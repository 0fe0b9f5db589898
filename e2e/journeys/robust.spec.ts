import type { Page, WebSocketRoute } from '@playwright/test';
import { button, draw, expect, isWindow, prediction, stepsDone, test, written, trainButton } from './fixtures.ts';

const padBox = (page: Page) => page.getByLabel('Drawing pad').boundingBox();

test('trains on through a reload, another theme and another language', async ({ app }) => {
  const before = await padBox(app);
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(3);
  expect(await padBox(app), 'the notice moves nothing').toEqual(before);

  await app.reload();
  await expect(button(app, 'Pause')).toBeEnabled();
  const reloaded = await stepsDone(app);
  expect(reloaded).toBeGreaterThan(3);
  await expect(app.getByRole('img', { name: /^Loss, chart with \d+ points/ })).toBeVisible();

  await button(app, 'Settings').click();
  await app.getByLabel('Theme').selectOption('light');
  await app.getByLabel('Language').selectOption('ko');
  await app.keyboard.press('Escape');
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(app.getByRole('img', { name: /^손실/ })).toBeVisible();
  await button(app, '일시정지').click();
  await expect(button(app, '학습')).toBeEnabled();
});

test('cancels an evaluation by pause, and keeps the focus on the button that began it', async ({ app }) => {
  await button(app, 'Evaluate').focus();
  await app.keyboard.press('Enter');
  await expect(app.getByText(/^Evaluating \d+%/)).toBeVisible();
  await expect(button(app, 'Evaluate')).toBeFocused();
  await button(app, 'Pause').click();
  await expect(trainButton(app)).toBeEnabled();
  await expect(app.getByText(/^Evaluating/)).toHaveCount(0);
});

test('shows in one window what the other one does', async ({ app }) => {
  test.skip(isWindow(), 'The desktop app has one window.');
  const other = await app.context().newPage();
  await other.goto(app.url());
  await expect(prediction(other)).toHaveText(/^7/);
  await button(app, 'Step').click();
  await expect.poll(() => stepsDone(other)).toBe(1);
  await expect(prediction(other)).toHaveText(/not sure/);
  await button(app, 'Bring back').click();
  await expect(prediction(other)).toHaveText(/^7.* sure/);
});

test('reports a lost connection, reconnects by itself, and keeps the drawing', async ({ app }) => {
  test.skip(isWindow(), 'The desktop app has no socket to lose.');
  let live: WebSocketRoute | undefined;
  await app.routeWebSocket(/\/engine/, (socket) => {
    live = socket;
    socket.connectToServer();
  });
  await app.reload();
  await expect(prediction(app)).toHaveText(/^7/);
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);

  const notices = app.getByRole('region', { name: 'Notices' });
  const told = expect(notices).toContainText('Restarting …');
  await live?.close({ code: 1012 });
  await told;
  await expect(trainButton(app)).toBeEnabled();
  // It is the same engine, which has lost nothing.
  await expect(notices).not.toContainText('engine');
  await expect(prediction(app)).toHaveText(/^1/);
  await button(app, 'Undo').click();
  await expect(prediction(app)).toHaveText('Nothing drawn');
});
