import * as v from 'valibot';
import { expect, test } from 'vitest';
import { dataSetRequests } from './data-sets.ts';

test('a client older than a choice omits it, and the files open as they are', () => {
  const named = { name: 'Bars', classNames: ['a', 'b'] };
  expect(v.parse(dataSetRequests.openDataSet.params, named)).toEqual({ ...named, transposed: false, inverted: false });
  expect(v.parse(dataSetRequests.openMnist.params, undefined)).toEqual({});
  expect(v.parse(dataSetRequests.openMnist.params, null)).toEqual({});
});

test('refuses an invalid choice', () => {
  const named = { name: 'Bars', classNames: ['a', 'b'], inverted: 'yes' };
  expect(v.is(dataSetRequests.openDataSet.params, named)).toBe(false);
  expect(v.is(dataSetRequests.openMnist.params, { isTrial: 1 })).toBe(false);
});
