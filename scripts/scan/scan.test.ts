import { expect, test } from 'vitest';
import { scanAll } from './scan.ts';

test('counts scans, and says why one could not run', async () => {
  const lines: string[] = [];
  const finding = { rule: 'RULE', where: 'a.ts', message: 'It is wrong.' };
  const counts = await scanAll(
    [
      { name: 'Clean', make: () => Promise.resolve({ findings: [] }) },
      { name: 'Dirty', make: () => Promise.resolve({ findings: [finding] }) },
      { name: 'Absent', make: () => Promise.resolve({ skipped: 'Nobody is there.' }) },
    ],
    (line) => lines.push(line),
  );

  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
  expect(lines).toEqual([
    'Clean: 0 found, 0 to fix.',
    'Dirty: 1 found, 1 to fix.',
    '  RULE in a.ts: It is wrong.',
    'Absent: skipped. Nobody is there.',
  ]);
});
