/**
 * V8 flags that speed up the kernels. A process gets them at its start, after another process has tried them: set while
 * V8 runs, or on another V8, they can crash it (docs/adr/0006).
 */

/** Fuses two adjacent 128-bit operations into one of 256; V8 renamed it between 14.6 and 15.6. */
export const pairingFlags = ['--experimental-wasm-revectorize', '--wasm-revectorize'] as const;

/** Fused multiply-add: behind this flag in Node 20; later versions have it by default and do not know the flag. */
export const relaxedFlag = '--experimental-wasm-relaxed-simd';

export const knownFlags = [relaxedFlag, ...pairingFlags] as const;

/** Lists of flags to try, best first. */
export type FlagsToTry = {
  /** Without paired vectors; the first with which the kernels run is taken. */
  readonly plain: readonly (readonly string[])[];
  /** Added to the former; the first that pairs is taken. */
  readonly pairing: readonly string[];
};

/** @param options the output of `--v8-options` */
export function flagsKnownTo(options: string): FlagsToTry {
  // An option begins its line, followed by its description.
  const knows = (flag: string) => new RegExp(`^\\s*${flag}\\s`, 'm').test(options);
  return {
    plain: knows(relaxedFlag) ? [[relaxedFlag], []] : [[]],
    pairing: pairingFlags.filter(knows),
  };
}

/**
 * For hosts that cannot query V8: both names of pairing, the likely one first. There, an unknown flag does nothing.
 * @param version of V8, such as `13.0.245.18-electron.0`
 */
export function flagsForVersion(version: string): FlagsToTry {
  const major = Number.parseInt(version, 10);
  return { plain: [[]], pairing: major < 15 ? pairingFlags : pairingFlags.toReversed() };
}
