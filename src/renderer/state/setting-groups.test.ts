import { expect, test } from 'vitest';
import { settingGroups } from './setting-groups.ts';
import { recipe } from './testing/fake-engine.ts';

test('every setting of a recipe stands in exactly one group', () => {
  expect(settingGroups.flatMap(({ fields }) => fields).sort()).toEqual(Object.keys(recipe).sort());
});
