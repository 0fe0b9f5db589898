import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { flagsForVersion, flagsKnownTo } from './flags.ts';

const old = '--experimental-wasm-revectorize';
const today = '--wasm-revectorize';

/** A flag as V8's help prints it. */
const line = (flag: string) =>
  `  ${flag} (does something with ${today})\n        type: bool  default: --no${flag.slice(1)}\n`;

test.each([
  ['Node 20', line('--experimental-wasm-relaxed-simd'), [['--experimental-wasm-relaxed-simd'], []], []],
  ['V8 13 and 14', line(old), [[]], [old]],
  ['V8 15.6', line(today), [[]], [today]],
  ['a V8 that knows both', line(old) + line(today), [[]], [old, today]],
  ['a V8 that knows neither', line('--wasm-revectorizer-of-another-kind'), [[]], []],
])('on %s tries the flags that its help lists', (_, options, plain, pairing) => {
  expect(flagsKnownTo(options)).toEqual({ plain, pairing });
});

test('the running Node lists the flags in the expected form', () => {
  const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const { plain, pairing } = flagsKnownTo(options);
  expect([...plain.flat(), ...pairing].length).toBeGreaterThan(0);
});

test.each([
  ['13.0.245.18-electron.0', [old, today]],
  ['14.6.202.34-node.40', [old, today]],
  ['15.6.1.2-electron.0', [today, old]],
])('if V8 %s cannot be asked, tries both names, the likely one first', (version, pairing) => {
  expect(flagsForVersion(version)).toEqual({ plain: [[]], pairing });
});
