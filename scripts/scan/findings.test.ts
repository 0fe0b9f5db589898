import { expect, test } from 'vitest';
import { complaints, readReasons } from './findings.ts';

const finding = { rule: 'GHSA-1234', where: 'some-package', message: 'Review it.' };
const reason = { rule: finding.rule, where: finding.where, reason: 'It has been reviewed.' };

test('accepts a finding with a reason', () => {
  expect(complaints([finding, finding], [reason])).toEqual([]);
});

test('reports a finding without one, even where the reason is for another rule or file', () => {
  const line = 'GHSA-1234 in some-package: Review it.';
  expect(complaints([finding], [])).toEqual([line]);
  expect(complaints([finding, { ...finding, where: 'another-package' }], [reason])).toEqual([
    'GHSA-1234 in another-package: Review it.',
  ]);
  expect(complaints([finding, { ...finding, rule: 'OTHER' }], [reason])).toHaveLength(1);
});

test('reports a reason that no longer explains anything', () => {
  expect(complaints([], [reason])).toEqual([
    'GHSA-1234 in some-package is no longer found: remove its reason from reasons.json.',
  ]);
});

test('has a sentence as every reason', async () => {
  for (const { reason } of await readReasons()) expect(reason).toMatch(/^[A-Z].+\.$/);
});
