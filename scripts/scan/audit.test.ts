import { expect, test } from 'vitest';
import { readAudit } from './audit.ts';

test('each advisory is found once, under its name and package', () => {
  const url = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
  const via = [{ source: 1, name: 'ws', title: 'It falls over', url, severity: 'high', range: '<8.17.1' }];
  const text = JSON.stringify({ vulnerabilities: { ws: { via }, parent: { via: ['ws'] } } });

  expect(readAudit(text)).toEqual([{ rule: 'GHSA-aaaa-bbbb-cccc', where: 'ws', message: 'It falls over (high)' }]);
});

test('a clean report has none', () => {
  expect(readAudit('{"vulnerabilities":{}}')).toEqual([]);
});

test.each(['', '{"message":"405 Method Not Allowed","statusCode":405}', '<html>'])('%j is no report', (text) => {
  expect(readAudit(text)).toBeNull();
});
