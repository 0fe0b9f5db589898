// Holds P33.
/** The window with its display, its keys, and files that are named from outside. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWindowHost } from '../hosts/window-host.ts';
import { prediction } from '../journeys/fixtures.ts';
import { expect, test } from './fixtures.ts';

/** Two images of one pixel, 0 and 255, and their labels, as IDX. */
const images = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 255]);
const labels = Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 0, 1]);

test('opens files without an extension by a second start, and reports missing ones', async ({ app, desktop }) => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-named-'));
  const paths = ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((name) => join(folder, name));
  await writeFile(paths[0], images);
  await writeFile(paths[1], labels);
  const told = desktop.app().evaluate(
    ({ dialog }) =>
      new Promise<string>((resolve) => {
        dialog.showMessageBox = (...asked: unknown[]) => {
          resolve((asked.at(-1) as { message: string }).message);
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
      }),
  );
  await desktop.app().evaluate(
    ({ app: electron }, named) => {
      electron.emit('second-instance', {}, [], '/', named);
    },
    [...paths, join(folder, 'nowhere.png')],
  );
  await expect(app.getByRole('dialog')).toContainText('One image for training and 1 for testing');
  expect(await told).toBe(`There is no file nowhere.png in ${folder}.`);
  await rm(folder, { recursive: true });
});

test('zooms the page by Ctrl+= and by the number pad', async ({ app, desktop }) => {
  await expect(prediction(app)).toBeVisible();
  const zoom = () =>
    desktop.app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.getZoomLevel());
  for (const [key, level] of [
    ['Control+=', 0.5],
    ['Control+numadd', 1],
    ['Control+numsub', 0.5],
    ['Control+num0', 0],
  ] as const) {
    await desktop.pressMenuKey(app, key);
    await expect.poll(zoom, key).toBe(level);
  }
});

test('fits a display with enlarged pixels', async () => {
  const host = await createWindowHost({ args: ['--force-device-scale-factor=2'] });
  const page = await host.open();
  await expect(prediction(page)).toHaveText(/^7/);
  const { bounds, least, area } = await host.app().evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    const [width, height] = window.getMinimumSize();
    return { bounds: window.getBounds(), least: { width, height }, area: screen.getPrimaryDisplay().workArea };
  });
  expect(area.height).toBeLessThan(700);
  for (const { width, height } of [bounds, least]) {
    // A device pixel is half of one.
    expect(width).toBeLessThanOrEqual(area.width + 1);
    expect(height).toBeLessThanOrEqual(area.height + 1);
  }
  await host.close();
});
