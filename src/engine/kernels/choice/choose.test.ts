import { expect, test, vi } from 'vitest';
import { choose } from './choose.ts';
import type { Trial } from './tried.ts';

const pair = '--wasm-revectorize';
const toTry = { plain: [[]], pairing: [pair] };

/** @param milliseconds per build */
function builds(milliseconds: Record<string, number>, bits = ''): Trial {
  return {
    builds: Object.entries(milliseconds).map(([name, time]) => ({ name, milliseconds: time, digest: name + bits })),
  };
}

/** A fake trial that answers by the joined flags. */
function trials(answers: Record<string, Trial>) {
  return vi.fn((flags: readonly string[]) => Promise.resolve(answers[flags.join(' ')]));
}

const plain = builds({ 'relaxed-6x4': 8, 'relaxed-6x2': 4, 'relaxed-4x4': 7 });

test('takes pairing if it measurably pairs, with the build that is then fastest', async () => {
  const tryUnder = trials({ '': plain, [pair]: builds({ 'relaxed-6x4': 2.5, 'relaxed-6x2': 3, 'relaxed-4x4': 3.2 }) });
  const { choice, deaths } = await choose(toTry, tryUnder);
  expect(choice).toEqual({ kernels: 'relaxed-6x4', flags: [pair], paired: true });
  expect(deaths).toEqual([]);
});

test('the order of the builds decides between equally fast ones, not the noise', async () => {
  const alike = { 'relaxed-8x2': 4, 'relaxed-4x4': 4.1, 'relaxed-6x2': 4.3, 'relaxed-6x4': 4.5 };
  const { choice } = await choose({ plain: [[]], pairing: [] }, trials({ '': builds(alike) }));
  expect(choice.kernels).toBe('relaxed-6x2');
});

test('does not take a known flag that pairs nothing, or report it as pairing', async () => {
  const tryUnder = trials({
    '': plain,
    [pair]: builds({ 'relaxed-6x4': 7.8, 'relaxed-6x2': 3.9, 'relaxed-4x4': 6.9 }),
  });
  expect((await choose(toTry, tryUnder)).choice).toEqual({ kernels: 'relaxed-6x2', flags: [], paired: false });
});

test('does not take pairing if no build beats the fastest unpaired one', async () => {
  const tryUnder = trials({ '': plain, [pair]: builds({ 'relaxed-6x4': 3.9, 'relaxed-6x2': 4, 'relaxed-4x4': 4 }) });
  expect((await choose(toTry, tryUnder)).choice).toEqual({ kernels: 'relaxed-6x2', flags: [], paired: false });
});

test('does not take paired builds that compute different bits, or wrong results', async () => {
  const otherBits = builds({ 'relaxed-6x4': 2, 'relaxed-6x2': 2, 'relaxed-4x4': 2 }, '!');
  expect((await choose(toTry, trials({ '': plain, [pair]: otherBits }))).choice.flags).toEqual([]);
  const alone = builds({ 'relaxed-4x4': 3 });
  expect((await choose(toTry, trials({ '': plain, [pair]: alone }))).choice).toEqual({
    kernels: 'relaxed-4x4',
    flags: [pair],
    paired: true,
  });
});

test('drops a flag that crashes V8, and reports it', async () => {
  const tryUnder = trials({ '': plain, [pair]: { died: 'ended with exit code 133' } });
  const { choice, deaths } = await choose(toTry, tryUnder);
  expect(choice).toEqual({ kernels: 'relaxed-6x2', flags: [], paired: false });
  expect(deaths).toEqual([
    'Kernel trial under --wasm-revectorize failed: V8 ended with exit code 133. Falling back to the next choice.',
  ]);
});

test('tries a flag’s second name only if the first does nothing', async () => {
  const fast = builds({ 'relaxed-6x4': 2 });
  const both = { plain: [[]], pairing: ['--a', '--b'] };
  const second = trials({ '': plain, '--a': plain, '--b': fast });
  expect((await choose(both, second)).choice).toMatchObject({ flags: ['--b'], paired: true });
  const first = trials({ '': plain, '--a': fast });
  expect((await choose(both, first)).choice).toMatchObject({ flags: ['--a'], paired: true });
  expect(first).toHaveBeenCalledTimes(2);
});

test('takes fused multiply-add behind a flag if V8 survives it, also with pairing', async () => {
  const hidden = { plain: [['--fma'], []], pairing: [pair] };
  const borne = trials({ '--fma': plain, [`--fma ${pair}`]: builds({ 'relaxed-6x4': 2 }) });
  expect((await choose(hidden, borne)).choice.flags).toEqual(['--fma', pair]);
  const separate = builds({ 'simd-6x2': 6 });
  const deadly = trials({ '--fma': { died: 'was ended by SIGTRAP' }, '': separate, [pair]: separate });
  expect((await choose(hidden, deadly)).choice).toEqual({ kernels: 'simd-6x2', flags: [], paired: false });
});

test('chooses no flags, and tries no others, if no trial reports anything', async () => {
  const tryUnder = trials({ '': { died: 'did not end within 60 s' } });
  const { choice, deaths } = await choose(toTry, tryUnder);
  expect(choice).toEqual({ kernels: null, flags: [], paired: false });
  expect(deaths).toHaveLength(1);
  expect(tryUnder).toHaveBeenCalledOnce();
});
