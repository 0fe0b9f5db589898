import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recurrentCellNames } from '../../src/domain/cells.ts';

/** Its entry in the table, kernel, registration, names in two catalogues, and its lesson: page and texts in both. */
const most = 8;

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.includes('test'));

test(`declares a cell in one table: at most ${most} files of the product name it`, () => {
  const named = sources.filter((path) => readFileSync(path, 'utf8').includes('gru'));
  expect(named.length, named.join('\n')).toBeLessThanOrEqual(most);
  expect(recurrentCellNames).toContain('gru');
});
