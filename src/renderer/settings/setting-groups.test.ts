import { expect, test } from 'vitest';
import { settingGroups } from './setting-groups.ts';
import { recipe } from '../client/testing/fake-engine.ts';

test('every setting of a recipe stands in exactly one group', () => {
  // The number of classes is the data set's.
  const chosen = Object.keys(recipe).filter((name) => name !== 'classes');
  expect(settingGroups.flatMap(({ fields }) => fields).sort()).toEqual(chosen.sort());
});
