/** Everything visible in the Lab, in an order that leads from each place to the next. */

import type { Page } from '@playwright/test';
import { barsPair, labelsOf } from '../../src/engine/own-data/testing/files.ts';
import { button, draw, expect, prediction, stepsDone, written, trainButton } from '../journeys/fixtures.ts';

/** A place of the app: its name, and the way from the previous one. The page is in English. */
export type Place = { readonly name: string; readonly go: (page: Page) => Promise<void> };

const escape = (page: Page) => page.keyboard.press('Escape');
const chart = (page: Page) => page.getByRole('combobox', { name: 'Chart', exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

async function press(page: Page, name: string): Promise<void> {
  await button(page, name).click();
}

/** Closes what is open and presses the button `name`, which opens a dialog. */
function opening(name: string): Place['go'] {
  return async (page) => {
    while ((await page.locator('dialog[open]').count()) > 0) await escape(page);
    await press(page, name);
    await expect(dialog(page).last()).toBeVisible();
  };
}

async function scrub(page: Page, name: string, key: string): Promise<void> {
  await page.getByRole('slider', { name, exact: true }).press(key);
}

/** A data set of bars in four files, to learn from and to test on. */
const [images, labels] = [0, 1].map((place) =>
  [barsPair(labelsOf(1_200, 12)), barsPair(labelsOf(240, 12), { prefix: 't10k' })].map((pair) => ({
    ...{ name: pair[place].name, mimeType: 'application/octet-stream', buffer: Buffer.from(pair[place].bytes) },
  })),
);

type ChosenFile = (typeof images)[number];

/** Closes what is open and chooses files for a data set in the settings. */
async function chooseFiles(page: Page, files: readonly ChosenFile[]): Promise<void> {
  await opening('Settings')(page);
  await dialog(page).locator('input[type=file]').first().setInputFiles(files);
  await expect(page.getByRole('dialog', { name: 'Open a data set' }).getByRole('button').first()).toBeVisible();
}

export const labAtRest: readonly Place[] = [
  { name: 'the Lab as it opens', go: () => Promise.resolve() },
  { name: 'the scan line half way', go: (page) => scrub(page, 'Row', 'PageUp') },
  { name: 'a tile explained', go: (page) => page.getByRole('slider', { name: 'Unit in forget gate' }).focus() },
  { name: 'a unit chosen', go: (page) => scrub(page, 'Unit in forget gate', 'ArrowRight') },
  { name: 'a tile enlarged', go: (page) => scrub(page, 'Unit in forget gate', 'Enter') },
  { name: 'the numbers of the score', go: opening('Numbers as a table') },
  { name: 'the score as a picture', go: opening('Save as a picture') },
  { name: 'the score as a film', go: opening('Save a film of the rows being read') },
  { name: 'the weights', go: opening('Weights') },
  { name: 'the weights as numbers', go: (page) => press(page, 'Weights and saturation') },
  { name: 'what can be opened and saved', go: opening('Open, save, export') },
  { name: 'About', go: opening('About') },
  { name: 'the settings', go: opening('Settings') },
  {
    name: 'a wrong setting',
    async go(page) {
      await dialog(page).getByLabel('Memory window').fill('99');
      await page.keyboard.press('Tab');
    },
  },
  {
    name: 'an ablated network',
    async go(page) {
      await escape(page);
      await press(page, 'Ablation');
      await page.getByRole('combobox', { name: 'Hold' }).selectOption('output gate at 0');
      await page.getByRole('textbox', { name: 'Silence units' }).fill('999');
    },
  },
  {
    name: 'saliency',
    async go(page) {
      await press(page, 'Ablation');
      await press(page, 'Saliency');
    },
  },
  {
    name: 'the flow of gradients',
    async go(page) {
      await chart(page).selectOption('Gradient flow');
      await expect(page.getByRole('img', { name: /^Gradient flow, chart with 28 points/ })).toBeVisible();
    },
  },
  { name: 'the flow of gradients as numbers', go: opening('Gradient flow: numbers as a table') },
  {
    name: 'nearest digits',
    async go(page) {
      await escape(page);
      await chart(page).selectOption('Neighbours');
      await press(page, 'Find nearest digits');
      await expect(page.getByRole('list', { name: 'Nearest test digits' }).getByRole('button')).toHaveCount(12, {
        timeout: 60_000,
      });
    },
  },
  { name: 'nearest digits as numbers', go: opening('Nearest digits: numbers as a table') },
  { name: 'files that are no data set', go: (page) => chooseFiles(page, [images[0], labels[1]]) },
  {
    name: 'a data set, before it is opened',
    async go(page) {
      await chooseFiles(page, [...images, ...labels]);
      await expect(dialog(page)).toContainText('1,200 images for training');
    },
  },
];

export const labWithADrawing: readonly Place[] = [
  {
    name: 'a drawing',
    async go(page) {
      await escape(page);
      await draw(page, ...written.seven);
      await expect(prediction(page)).toHaveText(/^7/);
    },
  },
  {
    name: 'a stage of the drawing enlarged',
    async go(page) {
      await page.getByRole('button', { name: /^Scaled: / }).click();
      await expect(page.getByRole('dialog', { name: 'From ink to pixels' })).toBeVisible();
    },
  },
  {
    name: 'a drawing kept',
    async go(page) {
      await escape(page);
      await press(page, 'Keep');
    },
  },
  {
    name: 'several digits side by side',
    async go(page) {
      await press(page, 'Clear');
      const beside = written.one[0].map(([, y]) => [0.2, y] as const);
      await draw(
        page,
        beside,
        beside.map(([, y]) => [0.8, y] as const),
      );
      await expect(button(page, 'Read digit 1 of 2')).toBeVisible();
    },
  },
  { name: 'a blank pad', go: (page) => press(page, 'Clear') },
  {
    name: 'an image that is none',
    async go(page) {
      const file = { name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no image') };
      await page.getByLabel('Image', { exact: true }).setInputFiles(file);
      await expect(page.getByRole('alert')).toBeVisible();
      await press(page, 'Test digit');
    },
  },
];

export const labInTraining: readonly Place[] = [
  {
    name: 'training',
    async go(page) {
      await press(page, 'Slow motion');
      await trainButton(page).click();
      await expect.poll(() => stepsDone(page)).toBeGreaterThan(1);
    },
  },
  { name: 'the settings during training', go: opening('Settings') },
  {
    name: 'training paused, its former network on offer',
    async go(page) {
      await escape(page);
      await press(page, 'Pause');
      await expect(trainButton(page)).toBeEnabled();
    },
  },
  { name: 'a chart as numbers', go: opening('Loss: numbers as a table') },
  {
    name: 'the past of a run',
    async go(page) {
      await escape(page);
      await scrub(page, 'Moment of training', 'Home');
    },
  },
  { name: 'the past of a run as numbers', go: opening('Timeline: numbers as a table') },
  {
    name: 'a chart of the learning rate, and the pretrained network again',
    async go(page) {
      await escape(page);
      await chart(page).first().selectOption('Learning rate');
    },
  },
];
