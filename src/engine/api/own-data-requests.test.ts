import * as v from 'valibot';
import { expect, test } from 'vitest';
import { dataSetRequestSchemas } from '../own-data/request-schemas.ts';

test('a program that is older than a choice leaves it out, and opens the files as they are', () => {
  const named = { name: 'Bars', classNames: ['a', 'b'] };
  expect(v.parse(dataSetRequestSchemas.openDataSet, named)).toEqual({ ...named, transposed: false, inverted: false });
  expect(v.parse(dataSetRequestSchemas.openMnist, undefined)).toEqual({});
  expect(v.parse(dataSetRequestSchemas.openMnist, null)).toEqual({});
});

test('what is no choice is refused', () => {
  const named = { name: 'Bars', classNames: ['a', 'b'], inverted: 'yes' };
  expect(v.is(dataSetRequestSchemas.openDataSet, named)).toBe(false);
  expect(v.is(dataSetRequestSchemas.openMnist, { isTrial: 1 })).toBe(false);
});
