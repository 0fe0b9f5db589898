import { expect, test } from 'vitest';
import { ageFindings } from './electron-age.ts';

const rules = (own: string, latest: string) => ageFindings(own, latest).map(({ rule }) => rule);

test.each([
  ['45.4.1', '45.4.1'],
  ['45.4.1', '45.4.0'],
  ['43.9.0', '45.4.1'],
  ['46.0.0', '45.4.1'],
])('accepts %s where %s is the latest', (own, latest) => {
  expect(rules(own, latest)).toEqual([]);
});

test.each([
  ['45.4.1', '45.4.2'],
  ['45.4.9', '45.10.0'],
])('finds that %s misses fixes until %s', (own, latest) => {
  expect(rules(own, latest)).toEqual(['ELECTRON_UNPATCHED']);
});

test('counts the fourth major version from the top as unsupported', () => {
  expect(rules('42.9.9', '45.0.0')).toEqual(['ELECTRON_OUT_OF_SUPPORT']);
});
