/** The files with an app's icon for Windows and macOS. Both only list PNG images. */

/** A square PNG image with `size` pixels a side. */
export type IconImage = { readonly size: number; readonly png: Uint8Array };

/**
 * The type codes of ICNS whose data are PNG images; several sizes have two of them, plain and for a screen of twice the
 * density.
 */
const icnsTypes: readonly (readonly [code: string, size: number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

/**
 * An .ico file: a header, one directory entry for each image, the images.
 * @param images of at most 256 pixels
 */
export function toIco(images: readonly IconImage[]): Buffer {
  const entrySize = 16;
  const header = Buffer.alloc(6 + images.length * entrySize);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const entry = 6 + index * entrySize;
    // 0 stands for 256.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/**
 * An .icns file: its length, then images, each after its type and length.
 * @throws Error where one of the sizes that macOS requires is missing
 */
export function toIcns(images: readonly IconImage[]): Buffer {
  const blocks = icnsTypes.map(([code, size]) => {
    const image = images.find((candidate) => candidate.size === size);
    if (!image) throw new Error(`An icon of ${size} pixels is missing.`);
    return block(code, image.png);
  });
  return block('icns', Buffer.concat(blocks));
}

/** Type, length including these eight bytes, content. */
function block(code: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(code, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
