/**
 * Writes the innermost loops of the kernels as AssemblyScript: products of small tiles whose accumulators all stay in
 * registers. AssemblyScript has no arrays of locals, so each shape is unrolled here.
 *
 * A tile is `rows` samples × 16 columns, stored row by row, one 64-byte line each. A pass takes `vectors` × 4 columns
 * of it.
 */

export type TileShape = {
  /** Samples that one pass multiplies at a time. */
  readonly rows: number;
  /** 128-bit vectors of a row that one pass holds in registers: 1, 2 or 4. */
  readonly vectors: number;
};

/** How to write a·b + c: fused, where the processor may round once, or as two roundings. */
export type MultiplyAdd = 'relaxed' | 'separate';

const columns = 16;
const lineBytes = 4 * columns;

/** Lines that an inner loop takes at a time. More helped no processor tried, and make V8 11 (Node 20) spill. */
const unrolled = 2;

function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** @returns the module `./tile` of the kernels, complete for one build */
export function tileSource({ rows, vectors }: TileShape, multiplyAdd: MultiplyAdd): string {
  return [
    `export const tileRows: i32 = ${rows};`,
    `export const passColumns: i32 = ${4 * vectors};`,
    `// @ts-ignore: decorator\n@inline export function madd(a: v128, b: v128, c: v128): v128 {
  return ${multiplyAdd === 'relaxed' ? 'v128.relaxed_madd<f32>(a, b, c)' : 'v128.add<f32>(v128.mul<f32>(a, b), c)'};
}`,
    multiply('multiplyPass', rows, rows, vectors),
    multiplyRow('multiplyRowPass', rows),
    multiplyInk('multiplyInkPass', rows, rows, vectors),
    multiplyInk('multiplyInkRowPass', rows, 1, 4),
    outer('outerSixPass', rows, 6, vectors, false),
    outer('outerFourPass', rows, 4, vectors, false),
    outer('outerInkPass', rows, 4, vectors, true),
    peak(rows, vectors),
  ].join('\n\n');
}

function accumulators(rows: number, vectors: number, pointer: string): string {
  return times(rows, (row) =>
    times(vectors, (v) => `  let c${row}_${v} = v128.load(${pointer}, ${row * lineBytes + v * 16});`),
  );
}

function storeAccumulators(rows: number, vectors: number): string {
  return times(rows, (row) => times(vectors, (v) => `  v128.store(c, c${row}_${v}, ${row * lineBytes + v * 16});`));
}

function declare(vectors: number): string {
  return `  let x: v128;\n${times(vectors, (v) => `  let b${v}: v128;`)}`;
}

/** One step of an inner product: a line of b, and one number of each row of a. */
function multiplyLine(rows: number, vectors: number, k: number): string {
  const loads = times(vectors, (v) => `    b${v} = v128.load(b, ${k * lineBytes + v * 16});`);
  const products = times(
    rows,
    (row) => `    x = v128.load32_splat(a, ${row * lineBytes + 4 * k});
${times(vectors, (v) => `    c${row}_${v} = madd(x, b${v}, c${row}_${v});`)}`,
  );
  return `${loads}\n${products}`;
}

/** c = init + a · b over `blocks` blocks of 16: a is [block][tileRows][16], b [16 × block][16]. */
function multiply(name: string, tileRows: number, rows: number, vectors: number): string {
  return `export function ${name}(blocks: i32, a: usize, b: usize, init: usize, c: usize): void {
${accumulators(rows, vectors, 'init')}
${declare(vectors)}
  for (let end = a + <usize>blocks * ${tileRows * lineBytes}; a < end; a += ${(tileRows - 1) * lineBytes}) {
    for (let next = a + ${lineBytes}; a < next; a += ${4 * unrolled}, b += ${unrolled * lineBytes}) {
${times(unrolled, (k) => multiplyLine(rows, vectors, k))}
    }
  }
${storeAccumulators(rows, vectors)}
}`;
}

/** The same for a single sample, in two chains of additions, since one would wait for itself. */
function multiplyRow(name: string, tileRows: number): string {
  const vectors = columns / 4;
  const chain = (
    k: number,
    sum: string,
  ) => `${times(vectors, (v) => `      b${v} = v128.load(b, ${k * lineBytes + v * 16});`)}
      x = v128.load32_splat(a, ${4 * k});
${times(vectors, (v) => `      ${sum}${v} = madd(x, b${v}, ${sum}${v});`)}`;
  return `export function ${name}(blocks: i32, a: usize, b: usize, init: usize, c: usize): void {
${times(vectors, (v) => `  let even${v} = v128.load(init, ${v * 16});\n  let odd${v} = f32x4.splat(0);`)}
${declare(vectors)}
  for (let end = a + <usize>blocks * ${tileRows * lineBytes}; a < end; a += ${(tileRows - 1) * lineBytes}) {
    for (let next = a + ${lineBytes}; a < next; a += 8, b += ${2 * lineBytes}) {
${chain(0, 'even')}
${chain(1, 'odd')}
    }
  }
${times(vectors, (v) => `  v128.store(c, f32x4.add(even${v}, odd${v}), ${v * 16});`)}
}`;
}

/** The same over the groups of four columns of a that have ink: bit g of the mask means columns 4g to 4g + 3. */
function multiplyInk(name: string, tileRows: number, rows: number, vectors: number): string {
  return `export function ${name}(mask: u32, ink: usize, kernel: usize, init: usize, c: usize): void {
${accumulators(rows, vectors, 'init')}
${declare(vectors)}
  while (mask != 0) {
    const group = ctz(mask);
    const a = ink + (group >> 2) * ${tileRows * lineBytes} + (group & 3) * 16;
    const b = kernel + group * ${4 * lineBytes};
${times(4, (k) => multiplyLine(rows, vectors, k))}
    mask &= mask - 1;
  }
${storeAccumulators(rows, vectors)}
}`;
}

/**
 * Some rows of c += aᵀ · b, summed over `steps` steps of tileRows samples each. With `masked`, only over steps whose
 * mask has a bit in common with `bit`.
 */
function outer(name: string, tileRows: number, rows: number, vectors: number, masked: boolean): string {
  const samples = times(
    unrolled,
    (sample) => `${times(vectors, (v) => `      b${v} = v128.load(b, ${sample * lineBytes + v * 16});`)}
${times(
  rows,
  (row) => `      x = v128.load32_splat(a, ${sample * lineBytes + 4 * row});
${times(vectors, (v) => `      c${row}_${v} = madd(x, b${v}, c${row}_${v});`)}`,
)}`,
  );
  const maskParameters = masked ? ', masks: usize, bit: u32' : '';
  return `export function ${name}(steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize${maskParameters}): void {
${accumulators(rows, vectors, 'c')}
${declare(vectors)}
  for (let step = 0; step < steps; step++, a += aStep, b += bStep) {
${masked ? '    if ((load<u32>(masks + (<usize>step << 2)) & bit) == 0) continue;' : ''}
    for (let left = a, right = b, end = a + ${tileRows * lineBytes}; left < end; left += ${unrolled * lineBytes}, right += ${unrolled * lineBytes}) {
${samples.replaceAll('load(b,', 'load(right,').replaceAll('splat(a,', 'splat(left,')}
    }
  }
${storeAccumulators(rows, vectors)}
}`;
}

/** As many multiply-adds at a time as a pass has accumulators, from registers alone: what the processor can do at most. */
function peak(rows: number, vectors: number): string {
  return `/** @returns how many floating-point operations it has done */
export function peak(iterations: i32, c: usize): f64 {
${accumulators(rows, vectors, 'c')}
  const x = v128.load32_splat(c);
  const y = v128.load32_splat(c, 4);
  for (let i = 0; i < iterations; i++) {
${times(rows, (row) => times(vectors, (v) => `    c${row}_${v} = madd(x, c${row}_${v}, y);`))}
  }
${storeAccumulators(rows, vectors)}
  return <f64>iterations * ${rows * vectors * 8};
}`;
}
