// docs/course.md names lessons, rooms and experiments that exist, and leaves none out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { experiments } from '../src/domain/experiments/experiments.ts';
import { rooms } from '../src/protocol/rooms.ts';
import { lessons } from '../src/renderer/lessons/pages/index.ts';
import { root } from './run.ts';

const text = readFileSync(join(root, 'docs/course.md'), 'utf8');

/** The cells of each line of the table below its head. */
const lines = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );

const column = (index: number) => lines.map((cells) => cells[index]).filter((name) => name !== '–');

test('has a concept, a lesson, a room and an experiment, or none, in each line', () => {
  expect(lines.length).toBeGreaterThan(15);
  expect(lines.filter((cells) => cells.length !== 4 || cells.includes(''))).toEqual([]);
  expect(new Set(column(0)).size).toBe(lines.length);
});

test('names lessons and rooms that there are, and each lesson', () => {
  const ids = lessons.map(({ id }) => id);
  expect(column(1).filter((name) => !ids.includes(name))).toEqual([]);
  expect(ids.filter((id) => !column(1).includes(id))).toEqual([]);
  expect(column(2).filter((name) => !rooms.some((room) => room === name))).toEqual([]);
});

test('names experiments that there are, and each of them', () => {
  expect(column(3).filter((name) => !(name in experiments))).toEqual([]);
  expect(Object.keys(experiments).filter((name) => !column(3).includes(name))).toEqual([]);
});

test('says which lessons have exercises', () => {
  const withExercise = lessons.filter(({ body }) => body.some(({ kind }) => kind === 'exercise')).map(({ id }) => id);
  const [, listed = ''] = /\(([^)]*)\) have exercises/.exec(text) ?? [];
  expect([...listed.matchAll(/`([^`]+)`/g)].map(([, id]) => id)).toEqual(withExercise);
});
