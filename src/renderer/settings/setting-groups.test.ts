import { expect, test } from 'vitest';
import { settingGroups } from './setting-groups.ts';
import { recipe } from '../client/testing/fake-engine.ts';

test('puts every setting of a recipe into exactly one group', () => {
  // The data set decides the number of classes.
  const chosen = Object.keys(recipe).filter((name) => name !== 'classes');
  expect(settingGroups.flatMap(({ fields }) => fields).sort()).toEqual(chosen.sort());
});

test('puts a setting where its group has it, or right behind the one that it follows', () => {
  const groups = Object.fromEntries(settingGroups.map(({ name, fields }) => [name, fields.join(' ')]));
  expect(groups.training).toMatch(/^optimizer .* weightDecay batchSize /);
  expect(groups.memory).toMatch(/^truncation clipNorm clipValue\b/);
});
