/** The builds of the kernels: the same arithmetic in other register tiles, with and without fused multiply-add. */

export type KernelBuild = {
  /** As runs and models record it, e.g. `relaxed-6x4`. It decides every bit of a result; whether V8 pairs vectors decides none. */
  readonly name: string;
  /** Samples that a tile holds. */
  readonly rows: number;
  /** 128-bit vectors of a tile's 16 columns that one pass holds in registers. */
  readonly vectors: number;
  /** `relaxed`: fused multiply-add where the processor has it (relaxed SIMD); `separate`: two roundings, any SIMD. */
  readonly multiplyAdd: 'relaxed' | 'separate';
};

/**
 * Every build that is compiled. Which one is fastest depends on the processor's registers and on whether V8 pairs vectors
 * (docs/adr/0006): 6×4 fills twelve AVX2 registers once paired, 6×2 twelve SSE ones, 4×4 and 8×2 suit 32 registers.
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

/** The name of a build as it was recorded: earlier versions wrote behind it that vectors were paired. */
export function buildNameOf(recorded: string): string {
  return recorded.replace(/-paired$/, '');
}
