/** JPEG files of one level, put together by hand as no encoder does it (ITU-T T.81). */

/** In blocks of 8×8 pixels. */
type Size = { readonly columns: number; readonly rows: number };

const quantum = 8;
const zeros = (count: number) => Array<number>(count).fill(0);

function segment(marker: number, ...content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...content];
}

/** A table whose one code is a single 0, for the means of blocks (0x00) or the rest of them (0x10). */
const oneCode = (table: number, meaning: number) => segment(0xc4, table, 1, ...zeros(15), meaning);

function frame(marker: number, { columns, rows }: Size, components: readonly number[]): number[] {
  const size = [rows >> 5, (8 * rows) & 255, columns >> 5, (8 * columns) & 255];
  const parts = components.flatMap((id) => [id, 0x11, 0]);
  return segment(marker, 8, ...size, components.length, ...parts);
}

function scan(
  components: readonly number[],
  from: number,
  to: number,
  bits: number,
  coded: readonly number[],
): number[] {
  const parts = components.flatMap((id) => [id, 0]);
  return [...segment(0xda, components.length, ...parts, from, to, bits), ...coded];
}

function file(...parts: readonly (readonly number[])[]): Uint8Array {
  const quanta = segment(0xdb, 0, ...Array<number>(64).fill(quantum));
  return Uint8Array.from([0xff, 0xd8, ...quanta, ...parts.flat(), 0xff, 0xd9]);
}

/** Middle grey in four components, as used for printing. */
export function cmykJpeg(size: Size): Uint8Array {
  const components = [1, 2, 3, 4];
  const coded = zeros(size.columns * size.rows);
  return file(frame(0xc0, size, components), oneCode(0x00, 0), oneCode(0x10, 0), scan(components, 0, 63, 0, coded));
}

/** A progressive JPEG of middle grey, whose further scans each add nothing to any block. */
export function jpegOfScans(size: Size, furtherScans: number): Uint8Array {
  const blocks = size.columns * size.rows;
  // The band ends in 16,384 blocks: the code, and 14 bits for how many more.
  const empty = scan([1], 1, 63, 0x10, zeros(Math.ceil((15 * Math.ceil(blocks / 16_384)) / 8)));
  return file(
    frame(0xc2, size, [1]),
    oneCode(0x00, 0),
    oneCode(0x10, 0xe0),
    scan([1], 0, 0, 0, zeros(Math.ceil(blocks / 8))),
    ...Array<number[]>(furtherScans).fill(empty),
  );
}

/**
 * Grey of level 136: after a restart each block is 8 quanta brighter than the middle; a mean has 8 quanta per level.
 */
export function jpegWithRestarts(size: Size): Uint8Array {
  const everyBlock = segment(0xdd, 0, 1);
  // Four bits for 8, the end of the block, and ones to fill the byte.
  const block = 0b0100_0011;
  const coded = Array.from({ length: size.columns * size.rows }, (_, index) =>
    index === 0 ? [block] : [0xff, 0xd0 + ((index - 1) % 8), block],
  );
  return file(
    frame(0xc0, size, [1]),
    oneCode(0x00, 4),
    oneCode(0x10, 0),
    everyBlock,
    scan([1], 0, 63, 0, coded.flat()),
  );
}
