import { expect, test, vi } from 'vitest';
import { choose } from './choose.ts';
import type { Trial } from './tried.ts';

const pair = '--wasm-revectorize';
const toTry = { plain: [[]], pairing: [pair] };

/** @param milliseconds of each build */
function builds(milliseconds: Record<string, number>, bits = ''): Trial {
  return {
    builds: Object.entries(milliseconds).map(([name, time]) => ({ name, milliseconds: time, digest: name + bits })),
  };
}

/** Answers by the flags, joined. */
function trials(answers: Record<string, Trial>) {
  return vi.fn((flags: readonly string[]) => Promise.resolve(answers[flags.join(' ')]));
}

const plain = builds({ 'relaxed-6x4': 8, 'relaxed-6x2': 4, 'relaxed-4x4': 7 });

test('pairing is taken where it is measured, with the build that is fastest then', async () => {
  const tryUnder = trials({ '': plain, [pair]: builds({ 'relaxed-6x4': 2.5, 'relaxed-6x2': 3, 'relaxed-4x4': 3.2 }) });
  const { choice, deaths } = await choose(toTry, tryUnder);
  expect(choice).toEqual({ kernels: 'relaxed-6x4', flags: [pair], paired: true });
  expect(deaths).toEqual([]);
});

test('builds that are as good as each other are told apart by their order, not by the noise', async () => {
  const alike = { 'relaxed-8x2': 4, 'relaxed-4x4': 4.1, 'relaxed-6x2': 4.3, 'relaxed-6x4': 4.5 };
  const { choice } = await choose({ plain: [[]], pairing: [] }, trials({ '': builds(alike) }));
  expect(choice.kernels).toBe('relaxed-6x2');
});

test('a flag that V8 knows and that pairs nothing is not taken, and not called pairing', async () => {
  const tryUnder = trials({
    '': plain,
    [pair]: builds({ 'relaxed-6x4': 7.8, 'relaxed-6x2': 3.9, 'relaxed-4x4': 6.9 }),
  });
  expect((await choose(toTry, tryUnder)).choice).toEqual({ kernels: 'relaxed-6x2', flags: [], paired: false });
});

test('pairing that makes nothing faster than the fastest build without is not taken', async () => {
  const tryUnder = trials({ '': plain, [pair]: builds({ 'relaxed-6x4': 3.9, 'relaxed-6x2': 4, 'relaxed-4x4': 4 }) });
  expect((await choose(toTry, tryUnder)).choice).toEqual({ kernels: 'relaxed-6x2', flags: [], paired: false });
});

test('paired builds that compute other bits, or wrongly, are not taken', async () => {
  const otherBits = builds({ 'relaxed-6x4': 2, 'relaxed-6x2': 2, 'relaxed-4x4': 2 }, '!');
  expect((await choose(toTry, trials({ '': plain, [pair]: otherBits }))).choice.flags).toEqual([]);
  const alone = builds({ 'relaxed-4x4': 3 });
  expect((await choose(toTry, trials({ '': plain, [pair]: alone }))).choice).toEqual({
    kernels: 'relaxed-4x4',
    flags: [pair],
    paired: true,
  });
});

test('a V8 that a flag ends computes without it, and that is said', async () => {
  const tryUnder = trials({ '': plain, [pair]: { died: 'ended with exit code 133' } });
  const { choice, deaths } = await choose(toTry, tryUnder);
  expect(choice).toEqual({ kernels: 'relaxed-6x2', flags: [], paired: false });
  expect(deaths).toEqual([
    'Trying the kernels under --wasm-revectorize, V8 ended with exit code 133: they compute without.',
  ]);
});

test('the second name of a flag is tried where the first does nothing, and not where it pairs', async () => {
  const fast = builds({ 'relaxed-6x4': 2 });
  const both = { plain: [[]], pairing: ['--a', '--b'] };
  const second = trials({ '': plain, '--a': plain, '--b': fast });
  expect((await choose(both, second)).choice).toMatchObject({ flags: ['--b'], paired: true });
  const first = trials({ '': plain, '--a': fast });
  expect((await choose(both, first)).choice).toMatchObject({ flags: ['--a'], paired: true });
  expect(first).toHaveBeenCalledTimes(2);
});

test('fused multiply-add behind a flag is taken where V8 bears it, and is under pairing too', async () => {
  const hidden = { plain: [['--fma'], []], pairing: [pair] };
  const borne = trials({ '--fma': plain, [`--fma ${pair}`]: builds({ 'relaxed-6x4': 2 }) });
  expect((await choose(hidden, borne)).choice.flags).toEqual(['--fma', pair]);
  const separate = builds({ 'simd-6x2': 6 });
  const deadly = trials({ '--fma': { died: 'was ended by SIGTRAP' }, '': separate, [pair]: separate });
  expect((await choose(hidden, deadly)).choice).toEqual({ kernels: 'simd-6x2', flags: [], paired: false });
});

test('where no trial tells anything there is a choice without flags, and no other flag is tried', async () => {
  const tryUnder = trials({ '': { died: 'did not end within 60 s' } });
  const { choice, deaths } = await choose(toTry, tryUnder);
  expect(choice).toEqual({ kernels: null, flags: [], paired: false });
  expect(deaths).toHaveLength(1);
  expect(tryUnder).toHaveBeenCalledOnce();
});
