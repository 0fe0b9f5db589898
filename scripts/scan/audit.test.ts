import { expect, test } from 'vitest';
import { readAudit } from './audit.ts';

test('finds each advisory once, with its name and package', () => {
  const url = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
  const via = [{ source: 1, name: 'ws', title: 'It falls over', url, severity: 'high', range: '<8.17.1' }];
  const text = JSON.stringify({ vulnerabilities: { ws: { via }, parent: { via: ['ws'] } } });

  expect(readAudit(text)).toEqual([{ rule: 'GHSA-aaaa-bbbb-cccc', where: 'ws', message: 'It falls over (high)' }]);
});

test('finds none in a clean report', () => {
  expect(readAudit('{"vulnerabilities":{}}')).toEqual([]);
});

test.each(['', '{"message":"405 Method Not Allowed","statusCode":405}', '<html>'])(
  'recognises that %j is not a report',
  (text) => {
    expect(readAudit(text)).toBeNull();
  },
);
