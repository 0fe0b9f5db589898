/**
 * The builds of the kernels: the same arithmetic with different register tiles, with and without fused multiply-add.
 */

export type KernelBuild = {
  /**
   * As recorded in runs and models, e.g. `relaxed-6x4`. It determines every bit of a result; V8's vector pairing does
   * not.
   */
  readonly name: string;
  /** Samples per tile. */
  readonly rows: number;
  /** 128-bit vectors of a tile's 16 columns that one pass keeps in registers. */
  readonly vectors: number;
  /** `relaxed`: fused multiply-add where the processor has it (relaxed SIMD); `separate`: two roundings, any SIMD. */
  readonly multiplyAdd: 'relaxed' | 'separate';
};

/**
 * Every compiled build. The fastest depends on the processor's registers and on whether V8 pairs vectors
 * (docs/adr/0006): paired, 6×4 fills twelve AVX2 registers, 6×2 twelve SSE ones; 4×4 and 8×2 suit 32 registers.
 */
export const kernelBuilds: readonly KernelBuild[] = (['relaxed', 'separate'] as const).flatMap((multiplyAdd) =>
  [
    { rows: 6, vectors: 4 },
    { rows: 6, vectors: 2 },
    { rows: 4, vectors: 4 },
    { rows: 8, vectors: 2 },
  ].map(({ rows, vectors }) => ({
    name: `${multiplyAdd === 'relaxed' ? 'relaxed' : 'simd'}-${rows}x${vectors}`,
    rows,
    vectors,
    multiplyAdd,
  })),
);

/** The build's name from a recorded one: earlier versions appended that vectors were paired. */
export function buildNameOf(recorded: string): string {
  return recorded.replace(/-paired$/, '');
}
