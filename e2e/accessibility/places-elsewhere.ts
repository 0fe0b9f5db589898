/** Everything visible in the other rooms, in an order that leads from each place to the next. */

import type { Page } from '@playwright/test';
import { lessons as pages } from '../../src/renderer/lessons/pages/index.ts';
import { button, draw, expect, prediction, written } from '../journeys/fixtures.ts';
import type { Place } from './places-in-the-lab.ts';

const enter = (key: number) => (page: Page) => page.keyboard.press(`Alt+${key}`);

async function openTable(page: Page, name: string): Promise<void> {
  await button(page, name).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

export const digits: readonly Place[] = [
  {
    name: 'the test digits',
    async go(page) {
      await enter(2)(page);
      await expect(page.getByRole('grid').first()).toBeVisible({ timeout: 60_000 });
    },
  },
  {
    name: 'a confusion, and one of its digits',
    async go(page) {
      await page
        .getByRole('gridcell', { name: /^\d read as \d, wrong: [1-9]/ })
        .first()
        .click();
      await page.getByRole('listbox').press('Home');
    },
  },
  { name: 'the test digits as numbers', go: (page) => openTable(page, 'Shown digits: numbers as a table') },
  {
    name: 'no digits of one’s own',
    async go(page) {
      await page.keyboard.press('Escape');
      await button(page, 'My digits').click();
      await expect(page.getByRole('heading', { name: 'You have not kept any digits yet.' })).toBeVisible();
    },
  },
  {
    name: 'one’s own digits',
    async go(page) {
      await button(page, 'Draw one').click();
      await draw(page, ...written.seven);
      await expect(prediction(page)).toHaveText(/^7/);
      await button(page, 'Keep').click();
      await enter(2)(page);
      await button(page, 'My digits').click();
      await page.getByRole('listbox').press('Home');
      await expect(page.getByRole('region', { name: 'The chosen digit' })).toBeVisible();
    },
  },
  { name: 'fine-tuning', go: (page) => openTable(page, 'Fine-tune …') },
];

export const compare: readonly Place[] = [
  {
    name: 'comparing, before there is a run',
    async go(page) {
      await page.keyboard.press('Escape');
      await enter(3)(page);
    },
  },
  {
    name: 'runs compared',
    async go(page) {
      await button(page, 'Run: What does clipping save?').click();
      await expect(button(page, 'Stop')).toBeVisible();
      await expect(button(page, 'Stop')).toBeHidden({ timeout: 60_000 });
    },
  },
  { name: 'compared losses as numbers', go: (page) => openTable(page, 'Loss: numbers as a table') },
  {
    name: 'one digit, two networks',
    async go(page) {
      await page.keyboard.press('Escape');
      await button(page, 'One digit, two networks').click();
    },
  },
];

export const generator: readonly Place[] = [
  {
    name: 'completing digits',
    async go(page) {
      await enter(5)(page);
      await expect(page.getByRole('img', { name: /^Completion \d/ })).toHaveCount(9);
    },
  },
  { name: 'the likelihood of rows', go: (page) => openTable(page, 'Log-likelihood of the rows') },
  {
    name: 'a generator of one’s own',
    async go(page) {
      await page.keyboard.press('Escape');
      await page.getByLabel('Units').fill('16');
      await page
        .getByRole('region', { name: 'Train it yourself' })
        .getByRole('button', { name: 'Train row generator' })
        .click();
      await expect(page.getByRole('img', { name: /^−log p of an image, nats/ })).toBeVisible();
      await button(page, 'Stop').click();
      await expect(button(page, 'Stop')).toBeHidden();
    },
  },
  {
    name: 'the loss of a generator as numbers',
    go: (page) => openTable(page, '−log p of an image, nats: numbers as a table'),
  },
];

export const strips: readonly Place[] = [
  {
    name: 'reading a number, with a digit chosen',
    async go(page) {
      await enter(6)(page);
      await page.getByRole('list', { name: 'What the decoder wrote' }).getByRole('button').first().click();
      await expect(page.getByRole('group', { name: 'Write at place 1 instead:' })).toBeVisible();
    },
  },
  { name: 'a reading as numbers', go: (page) => openTable(page, 'Numbers of the reading as a table') },
  {
    name: 'the wide pad',
    async go(page) {
      await page.keyboard.press('Escape');
      await button(page, 'Write a number').click();
      await expect(page.getByLabel('Drawing pad')).toBeVisible();
    },
  },
  {
    name: 'a Transformer that reads numbers, stopped',
    async go(page) {
      const below = page.getByRole('main').last();
      await button(page, 'Train it yourself').click();
      await below.getByLabel('Network').selectOption('transformer');
      for (const [field, value] of [
        ['Units', '16'],
        ['Longest strip', '1'],
        ['Steps', '2000'],
      ] as const) {
        await below.getByLabel(field, { exact: true }).fill(value);
      }
      await button(page, 'Train').click();
      await expect(page.getByText(/^step [1-9]/).first()).toBeVisible({ timeout: 60_000 });
      await button(page, 'Stop').click();
      await expect(button(page, 'Train on')).toBeVisible({ timeout: 60_000 });
    },
  },
];

const eachLesson: readonly Place[] = pages.map((_, index) => ({
  name: `lesson ${index + 1}`,
  async go(page) {
    if (index === 0) await enter(4)(page);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('button').nth(index).click();
    await expect(page.getByText(`${index + 1} of ${pages.length}`)).toBeVisible();
  },
}));

export const lessons: readonly Place[] = [
  ...eachLesson,
  {
    name: 'a lesson’s figure as numbers',
    async go(page) {
      await page
        .getByRole('navigation', { name: 'Pages' })
        .getByRole('button', { name: 'Back-propagation through time' })
        .click();
      await openTable(page, 'A gradient on its way back through 28 rows: numbers as a table');
    },
  },
];
