// Holds P1.
/** Any process of the app may be killed while it trains: nothing that was saved is lost, and the person can go on. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRepeatedly } from '../../scripts/soak/kills.ts';
import { button, draw, prediction, stepsDone, trainButton, written } from '../journeys/fixtures.ts';
import { answerBoxes, expect, test } from './fixtures.ts';

for (const [name, victim] of [
  ['app', 'app'],
  ['engine', 'engine'],
] as const) {
  test(`loses no saved run of a killed ${name}, and resumes each bit for bit`, async () => {
    const userData = await mkdtemp(join(tmpdir(), 'gatescope-kills-'));
    const { kills } = await killRepeatedly(userData, 2, {
      ...{ victim, saveSeconds: 0.3, onKill: () => undefined },
      lifeSeconds: () => Math.random(),
    });
    expect(kills).toBe(2);
    await rm(userData, { recursive: true });
  });
}

test('offers to reload a killed page, which comes back while training went on', async ({ app, desktop }) => {
  await answerBoxes(desktop, 'Reload');
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(3);
  const before = await stepsDone(app);
  const loadedAnew = desktop.app().evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        BrowserWindow.getAllWindows()[0].webContents.once('did-finish-load', () => {
          resolve();
        });
      }),
  );
  process.kill(await desktop.processOf('Tab'), 'SIGKILL');
  await loadedAnew;
  // Playwright gives up on a page that has crashed; the main process still reaches it.
  const stepsShown = async () => {
    const text: unknown = await desktop
      .app()
      .evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0].webContents.executeJavaScript('document.body.innerText'),
      );
    return Number(/^step ([\d,]+)/im.exec(String(text))?.[1].replaceAll(',', '') ?? -1);
  };
  await expect.poll(stepsShown).toBeGreaterThan(before);
  const back = await stepsShown();
  await expect.poll(stepsShown).toBeGreaterThan(back);
});

test('loses nothing when the graphics process is killed: training goes on and the page is painted', async ({
  app,
  desktop,
}) => {
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(3);
  const killed = await desktop.processOf('GPU');
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => desktop.processOf('GPU').catch(() => killed)).not.toBe(killed);
  const before = await stepsDone(app);
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(before);
  await button(app, 'Pause').click();
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  const picture = await app.screenshot();
  expect(picture.length).toBeGreaterThan(20_000);
});
