import { expect, test } from 'vitest';
import { settingGroups } from './setting-groups.ts';
import { recipe } from '../client/testing/fake-engine.ts';

test('every setting of a recipe stands in exactly one group', () => {
  // The number of classes is the data set's.
  const chosen = Object.keys(recipe).filter((name) => name !== 'classes');
  expect(settingGroups.flatMap(({ fields }) => fields).sort()).toEqual(chosen.sort());
});

test('a setting stands where its group has it, or right behind the one that it follows', () => {
  const groups = Object.fromEntries(settingGroups.map(({ name, fields }) => [name, fields.join(' ')]));
  expect(groups.training).toMatch(/^optimizer .* weightDecay batchSize /);
  expect(groups.memory).toMatch(/^truncation clipNorm clipValue\b/);
});
