import { expect, test } from 'vitest';
import { complaints, readReasons } from './findings.ts';

const finding = { rule: 'GHSA-1234', where: 'some-package', message: 'Review it.' };
const reason = { rule: finding.rule, where: finding.where, reason: 'It has been reviewed.' };

test('a finding with a reason is no complaint', () => {
  expect(complaints([finding, finding], [reason])).toEqual([]);
});

test('a finding without one is, also where the reason is for another rule or file', () => {
  const line = 'GHSA-1234 in some-package: Review it.';
  expect(complaints([finding], [])).toEqual([line]);
  expect(complaints([finding, { ...finding, where: 'another-package' }], [reason])).toEqual([
    'GHSA-1234 in another-package: Review it.',
  ]);
  expect(complaints([finding, { ...finding, rule: 'OTHER' }], [reason])).toHaveLength(1);
});

test('a reason that explains nothing any more is one', () => {
  expect(complaints([], [reason])).toEqual([
    'GHSA-1234 in some-package is not found any more: take its reason out of reasons.json.',
  ]);
});

test('every reason is a sentence', async () => {
  for (const { reason } of await readReasons()) expect(reason).toMatch(/^[A-Z].+\.$/);
});
