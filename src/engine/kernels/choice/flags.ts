/**
 * The flags of V8 that kernels gain by. They are given to a process when it starts, after another one has tried them: set while V8
 * runs, or on another V8, they can end the process (docs/adr/0006).
 */

/** Two neighbouring 128-bit operations become one of 256: V8 has renamed it after 14.6 and before 15.6. */
export const pairingFlags = ['--experimental-wasm-revectorize', '--wasm-revectorize'] as const;

/** Fused multiply-add, which Node 20 hides; later ones have it without a flag, and do not know this one. */
export const relaxedFlag = '--experimental-wasm-relaxed-simd';

export const knownFlags = [relaxedFlag, ...pairingFlags] as const;

/** What is to be tried: lists of flags, the best first. */
export type FlagsToTry = {
  /** Without paired vectors; the first under which the kernels run is taken. */
  readonly plain: readonly (readonly string[])[];
  /** Added to those; the first that pairs is taken. */
  readonly pairing: readonly string[];
};

/** @param options what V8 says of its flags with `--v8-options` */
export function flagsKnownTo(options: string): FlagsToTry {
  // An option stands at the begin of its line, before what it does.
  const knows = (flag: string) => new RegExp(`^\\s*${flag}\\s`, 'm').test(options);
  return {
    plain: knows(relaxedFlag) ? [[relaxedFlag], []] : [[]],
    pairing: pairingFlags.filter(knows),
  };
}

/**
 * Where nobody can ask V8: both names of pairing, the likely one first. An unknown flag does nothing there.
 * @param version of V8, such as `13.0.245.18-electron.0`
 */
export function flagsForVersion(version: string): FlagsToTry {
  const major = Number.parseInt(version, 10);
  return { plain: [[]], pairing: major < 15 ? pairingFlags : pairingFlags.toReversed() };
}
