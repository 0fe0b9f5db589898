import { expect, test } from 'vitest';
import { scanAll } from './scan.ts';

test('scans are counted, and one that could not be made says why', async () => {
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
    'Clean: 0 found, 0 to be mended.',
    'Dirty: 1 found, 1 to be mended.',
    '  RULE in a.ts: It is wrong.',
    'Absent: skipped. Nobody is there.',
  ]);
});
