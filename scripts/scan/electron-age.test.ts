import { expect, test } from 'vitest';
import { ageFindings } from './electron-age.ts';

const rules = (own: string, latest: string) => ageFindings(own, latest).map(({ rule }) => rule);

test.each([
  ['45.4.1', '45.4.1'],
  ['45.4.1', '45.4.0'],
  ['43.9.0', '45.4.1'],
  ['46.0.0', '45.4.1'],
])('%s is good where %s is the latest', (own, latest) => {
  expect(rules(own, latest)).toEqual([]);
});

test.each([
  ['45.4.1', '45.4.2'],
  ['45.4.9', '45.10.0'],
])('%s misses what was mended until %s', (own, latest) => {
  expect(rules(own, latest)).toEqual(['ELECTRON_UNPATCHED']);
});

test('the fourth major version from above is out of support', () => {
  expect(rules('42.9.9', '45.0.0')).toEqual(['ELECTRON_OUT_OF_SUPPORT']);
});
