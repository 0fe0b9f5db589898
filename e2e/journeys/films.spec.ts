// Films of the score, decoded by another program than made them.

import type { Page } from '@playwright/test';
import { decode, decodeFrames } from 'modern-gif';
import { PNG } from 'pngjs';
import type { Given, Host } from '../hosts/host.ts';
import { accessibilityViolations, button, expect, isWindow, test, trainAndPause } from './fixtures.ts';
import { readWebm, shownLast } from './webm.ts';

const rowsFilm = 'Save a film of the rows being read';

async function filmOf(app: Page, host: Host, name: string, form = 'gif'): Promise<Given> {
  await button(app, name).click();
  const dialog = app.getByRole('dialog', { name });
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption(form);
  await expect(dialog.getByRole('img', { name: /^The last frame of gatescope-/ })).toBeVisible();
  const file = await host.saved(app, () => dialog.getByRole('button', { name: 'Save the film' }).click());
  await expect(dialog.getByText(`Saved as ${file.name}.`)).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  return file;
}

function framesOf(bytes: Buffer) {
  const source = Uint8Array.from(bytes);
  const gif = decode(source);
  return { gif, frames: decodeFrames(source, { gif }) };
}

/** Share of the values, 0 to 1, that differ by more than colours do that are kept to 256 of a frame. */
function difference(a: Uint8ClampedArray, b: Uint8Array | Uint8ClampedArray): number {
  return a.reduce((count, value, at) => count + (Math.abs(value - b[at]) > 24 ? 1 : 0), 0) / a.length;
}

/** Its upper left part, as R, G, B, A. */
function cropped(picture: PNG, width: number, height: number): Buffer {
  const part = new PNG({ width, height });
  PNG.bitblt(picture, part, 0, 0, width, height, 0, 0);
  return part.data;
}

test('saves a film of the rows, whose last frame is the picture', async ({ app, host }) => {
  await button(app, rowsFilm).click();
  await expect(app.getByText('28 frames, 7 seconds')).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await app.keyboard.press('Escape');

  const { name, bytes } = await filmOf(app, host, rowsFilm);
  expect(name).toBe('gatescope-lstm-digit-7-rows.gif');
  const { gif, frames } = framesOf(bytes);
  expect(frames).toHaveLength(28);
  expect(new Set(frames.slice(0, -1).map(({ delay }) => delay)).size).toBe(1);
  for (const [index, { data }] of frames.entries()) {
    if (index > 0) expect(difference(data, frames[index - 1].data), `frame ${index}`).toBeGreaterThan(0);
  }
  expect(difference(frames[0].data, frames[27].data)).toBeGreaterThan(0.1);

  await button(app, 'Save as a picture').click();
  await app.getByRole('combobox', { name: 'Format' }).selectOption('PNG');
  const picture = PNG.sync.read((await host.saved(app, () => button(app, 'Save').click())).bytes);
  expect([gif.width, gif.height]).toEqual([picture.width, picture.height]);
  expect(difference(frames[27].data, picture.data)).toBeLessThan(0.01);
});

test('saves a film of the training, one frame a moment, and one of another size', async ({ app, host }) => {
  await trainAndPause(app, host.userData);
  const rows = await filmOf(app, host, rowsFilm);
  await button(app, 'Timeline: numbers as a table').click();
  const moments = await app.getByRole('dialog').getByRole('row').count();
  await app.keyboard.press('Escape');

  const { name, bytes } = await filmOf(app, host, 'Save a film of the training');
  expect(name).toBe('gatescope-lstm-digit-7-training.gif');
  const { gif, frames } = framesOf(bytes);
  expect(frames).toHaveLength(moments - 1);
  expect(frames.length).toBeGreaterThan(2);
  expect(difference(frames[0].data, frames[frames.length - 1].data)).toBeGreaterThan(0.001);
  expect(gif.width).toBe(framesOf(rows.bytes).gif.width);

  await button(app, rowsFilm).click();
  await app.getByRole('combobox', { name: 'Size' }).selectOption('large, twice the pixels');
  const large = await host.saved(app, () => button(app, 'Save the film').click());
  expect(decode(Uint8Array.from(large.bytes)).width).toBe(2 * gif.width);
});

test('saves the same film as a WebM, whose last frame is the picture in all its colours', async ({ app, host }) => {
  const { name, bytes } = await filmOf(app, host, rowsFilm, 'webm');
  expect(name).toBe('gatescope-lstm-digit-7-rows.webm');
  const { codec, width, height, times } = await readWebm(bytes);
  // Profile 1: colour at full resolution.
  expect(codec).toMatch(/^vp09\.01\./);
  expect(times).toHaveLength(28);
  expect(new Set(times.slice(1).map((time, at) => Math.round(100 * (time - times[at])))).size).toBe(1);

  test.skip(isWindow(), 'A second page, which plays the film, needs a browser.');
  await button(app, 'Save as a picture').click();
  await app.getByRole('combobox', { name: 'Format' }).selectOption('PNG');
  const picture = PNG.sync.read((await host.saved(app, () => button(app, 'Save').click())).bytes);
  expect([picture.width - width, picture.height - height].every((cut) => cut === 0 || cut === 1)).toBe(true);
  const shown = await shownLast(app, bytes, times[times.length - 1]);
  expect(difference(shown, cropped(picture, width, height))).toBeLessThan(0.02);
});

test('a film that is cancelled, or whose dialog is closed, is not saved', async ({ app }) => {
  const downloads: string[] = [];
  app.on('download', (download) => downloads.push(download.suggestedFilename()));
  await button(app, rowsFilm).click();
  await app.getByRole('combobox', { name: 'Size' }).selectOption('large, twice the pixels');
  await button(app, 'Save the film').click();
  await expect(app.getByRole('progressbar', { name: /^Frame \d+ of 28$/ })).toBeVisible();
  await button(app, 'Cancel').click();
  await expect(app.getByText('Cancelled. Nothing was saved.')).toBeVisible();
  await button(app, 'Save the film').click();
  await app.keyboard.press('Escape');
  await button(app, rowsFilm).click();
  await expect(button(app, 'Save the film')).toBeEnabled();
  expect(downloads).toEqual([]);
});

test('a film has one look: another theme ends it, and the next one wears that theme', async ({ app, host }) => {
  await button(app, rowsFilm).click();
  const dialog = app.getByRole('dialog', { name: rowsFilm });
  await dialog.getByRole('button', { name: 'Save the film' }).click();
  await app.emulateMedia({ colorScheme: 'dark' });
  await expect(dialog.getByText('Cancelled', { exact: false })).toBeVisible();
  const { bytes } = await host.saved(app, () => dialog.getByRole('button', { name: 'Save the film' }).click());
  const { frames } = framesOf(bytes);
  const corners = frames.map(({ data }) => data.slice(0, 3).join());
  expect(new Set(corners).size).toBe(1);
  expect(Math.max(...frames[0].data.slice(0, 3))).toBeLessThan(80);
});
