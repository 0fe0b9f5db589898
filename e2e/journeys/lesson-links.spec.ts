// Holds P44.
/**
 * Every link of every lesson, pressed whatever is shown: it goes where it says, and what it describes is there, in
 * numbers.
 */

import type { Locator, Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { barsPair, labelsOf } from '../../src/engine/own-data/testing/files.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import type { EngineStatus } from '../../src/protocol/run.ts';
import type { Cell, Recipe } from '../../src/domain/recipe/recipe.ts';
import { catalogues } from '../../src/renderer/i18n/catalogue/index.ts';
import type { LessonAction } from '../../src/renderer/lessons/pages/lesson.ts';
import { lessons } from '../../src/renderer/lessons/pages/index.ts';
import type { EngineClient } from '../hosts/host.ts';
import { button, expect, prediction, test } from './fixtures.ts';

const { en } = catalogues;
type Engine = EngineClient['engine'];

/** A tile that only this cell's score has, of the cells that lessons speak of. */
const ownTile: Readonly<Partial<Record<Cell, string>>> = {
  rnn: 'Unit in slope of the activation',
  gru: 'Unit in update gate',
  lstm: 'Unit in forget gate',
  transformer: 'Row attended to by head 1',
};

/** As in the lesson on powers, until it explodes. */
const exploding: Recipe = {
  ...{ ...defaultRecipe, augmentation: 'none' },
  ...lessons.flatMap(({ actions }) => actions).find(({ label }) => label === 'lessonRecurrence.powers.tryRelu')
    ?.settings,
};

/** A state before a link is pressed: how to reach and restore it. */
type State = {
  readonly name: string;
  readonly enter: (app: Page, engine: Engine) => Promise<void>;
  readonly bringBack: (engine: Engine) => Promise<unknown>;
};

const states: readonly State[] = [
  {
    name: 'fresh weights',
    enter: async (_, engine) => {
      await engine.restart({ recipe: defaultRecipe });
    },
    bringBack: (engine) => engine.restart({ recipe: defaultRecipe }),
  },
  {
    name: 'a network that has exploded',
    enter: async (app, engine) => {
      await engine.restart({ recipe: exploding });
      await engine.train(undefined);
      await expect(prediction(app)).toHaveText(/^No answer/);
      await button(app, 'Dismiss').last().click();
    },
    bringBack: broughtBack,
  },
  {
    name: 'another data set',
    enter: async (app, engine) => {
      const pairs = [...barsPair(labelsOf(1_200, 12)), ...barsPair(labelsOf(240, 12), { prefix: 't10k' })];
      await button(app, 'Settings').click();
      await app
        .getByRole('dialog', { name: 'Settings' })
        .locator('input[type=file]:not([webkitdirectory])')
        .setInputFiles(
          pairs.map(({ name, bytes }) => ({
            ...{ name: `${name}.gz`, mimeType: 'application/gzip', buffer: gzipSync(bytes) },
          })),
        );
      await button(app, 'Open').click();
      await expect(app.getByText('My data is open')).toBeVisible();
      await engine.step(undefined);
    },
    bringBack: broughtBack,
  },
];

/** The person's own training is restored, whatever the link did. */
async function broughtBack(engine: Engine): Promise<void> {
  expect(await engine.undoRestart(undefined), 'the network of before is brought back').toBe(true);
}

const rowsOf = (app: Page): Locator => app.getByRole('slider', { name: /^(Row|Column|Step)$/ });

/** The network that is shown, with its tiles and an answer. */
async function expectNetwork(app: Page, { model }: EngineStatus, { strip }: LessonAction): Promise<void> {
  await expect(app.getByRole('slider', { name: ownTile[model.cell] ?? 'Unit in hidden state' })).toBeVisible();
  // One step into training, a network that is shown non-digits knows no digit.
  await expect(prediction(app)).toHaveText(/\d|no digit I know/);
  await expect(prediction(app)).not.toHaveText(/No answer/);
  await expect(rowsOf(app)).toHaveAttribute('aria-valuetext', /^(Row|Column|Step) \d+ of 28, /);
  const shown = strip === 'weights' ? /^Added to ∂L\/∂W by each step/ : /^Gradient norm on a logarithmic scale/;
  await expect(app.getByRole('img', { name: shown })).toBeVisible();
}

async function expectReading(app: Page, engine: Engine, action: LessonAction): Promise<void> {
  const { label, needs, digit, row = 0 } = action;
  const status = await engine.getStatus(undefined);
  expect(status).toMatchObject({ data: { id: 'mnist' }, model: { order: 'rowsDown', window: 0 } });
  expect(needs?.cells).toContain(status.model.cell);
  if (needs?.learned) expect(status.model.origin).not.toBe('untrained');
  const named = /\b(?:a|the) (\d)\b/.exec(en[label])?.[1] ?? '';
  await expect(app.getByText(new RegExp(`^(The|Misread: the) label is ${named}\\.`))).toBeVisible();
  await expect(rowsOf(app)).toHaveAttribute('aria-valuetext', new RegExp(`^Row ${row + 1} of 28, .*\\d%`));
  await expectNetwork(app, status, action);
  const trace = await engine.pin({ source: { kind: 'test', index: digit ?? 0 } });
  await engine.pin({ source: null });
  const norms = trace?.layers[0].gradientNorm ?? new Float32Array([NaN]);
  expect([...norms].every((norm) => Number.isFinite(norm) && norm > 0)).toBe(true);
  expect([trace?.label, trace?.truncation]).toEqual([Number(named), 0]);
}

async function expectTraining(app: Page, engine: Engine, action: LessonAction): Promise<void> {
  const { settings } = action;
  // The previous network may have steps too: wait for the settings and a step of theirs, in one status.
  await expect
    .poll(async () => {
      const { recipe, run } = await engine.getStatus(undefined);
      return { ...recipe, stepped: run.step > 0 };
    })
    .toMatchObject({ ...settings, stepped: true });
  const status = await engine.getStatus(undefined);
  expect(status.model.origin).toBe('trained');
  await expect(app.getByText(/^step [1-9]/)).toBeVisible();
  await expectNetwork(app, status, action);
  const { window } = status.model;
  const first = window === 0 ? 1 : 29 - window;
  expect(Number(await rowsOf(app).getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(first);
  if (window > 1) await expect(app.getByText(`Not read: memory window of ${window} rows`)).toBeVisible();
}

async function expectExperiment(app: Page, engine: Engine, { experiment }: LessonAction): Promise<void> {
  const runs = app.getByRole('region', { name: 'Runs' });
  await expect(runs.getByRole('button', { name: 'Stop' })).toBeVisible();
  const comparison = await engine.getComparison(undefined);
  expect(comparison.runs.length).toBeGreaterThan(1);
  expect(comparison.runs.every((run) => run.experiment === experiment)).toBe(true);
  await expect(app.getByText(en[`compare.${experiment ?? ''}.lookFor`])).toBeVisible();
  await engine.stopComparison(undefined);
  await engine.removeRuns({ ids: comparison.runs.map(({ id }) => id) });
}

async function expectStrip(app: Page, { stripOf = 1 }: LessonAction): Promise<void> {
  await expect(app.getByRole('heading', { name: en['strips.title'] })).toBeVisible();
  // Of its columns, and of what was written: so many digits, or one more or less, and the end.
  await expect(app.getByRole('img', { name: /^Attention of \d+ written digit/ })).toBeVisible();
  await expect(app.getByRole('group', { name: en['strips.digits'] }).locator('[aria-pressed="true"]')).toHaveText(
    String(stripOf),
  );
  await expect(app.getByRole('status').filter({ hasText: /^It shows/ })).toHaveText(
    new RegExp(`^It shows \\d{${stripOf}} (?:read correctly|misread)$`),
  );
}

async function expectCompletions(app: Page, engine: Engine, action: LessonAction): Promise<void> {
  const { needs, row = 0, seenRows = 27, asked } = action;
  const { data } = await engine.getStatus(undefined);
  if (needs?.mnist) expect(data).toMatchObject({ id: 'mnist' });
  const first = app.getByRole('img', { name: `Completion 1: ${row + 1} rows given, ${27 - row} drawn` });
  await expect(first).toBeVisible();
  await expect(
    button(app, seenRows === 1 ? '1 row seen' : `${seenRows === 27 ? 'all ' : ''}${seenRows} rows seen`),
  ).toHaveAttribute('aria-pressed', 'true');
  const label = app.getByRole('group', { name: en['generator.label'] }).locator('[aria-pressed="true"]');
  await expect(label).toHaveText(asked === undefined ? [] : [String(asked)]);
  await expect(app.getByText(/^rows 2–28: [\d.]+ nats$/)).toBeVisible();
}

function expectShown(app: Page, engine: Engine, action: LessonAction): Promise<void> {
  if (action.experiment) return expectExperiment(app, engine, action);
  if (action.room === 'strips') return expectStrip(app, action);
  if (action.room === 'generator') return expectCompletions(app, engine, action);
  return action.settings ? expectTraining(app, engine, action) : expectReading(app, engine, action);
}

for (const { name, enter, bringBack } of states) {
  test(`shows what each link of each lesson describes, beginning with ${name}`, async ({ app, host }) => {
    test.slow();
    const { engine, disconnect } = await host.connect(app, { failure: () => undefined });
    await enter(app, engine);
    // For training the first step is enough.
    await engine.setSlowMotion({ on: true });
    const pages = app.getByRole('navigation', { name: 'Pages' });
    for (const { title, actions } of lessons) {
      for (const action of actions) {
        await test.step(`${en[title]}: ${en[action.label]}`, async () => {
          const before = await engine.getStatus(undefined);
          await app.keyboard.press('Alt+4');
          await pages.getByRole('button', { name: en[title] }).click();
          const links = app.getByRole('region', { name: 'Try it' });
          await links.getByRole('button').nth(actions.indexOf(action)).click();
          await expect(app).toHaveURL(new RegExp(String.raw`#${action.room ?? 'lab'}(?:\?|$)`));
          await expectShown(app, engine, action);
          await expect(app.getByRole('region', { name: 'Notices' }).getByRole('alert')).toHaveCount(0);
          const after = await engine.getStatus(undefined);
          if (after.session !== before.session) await bringBack(engine);
        });
      }
    }
    disconnect();
  });
}
