/** The parts of gifenc that are used; it has no types of its own. */
declare module 'gifenc' {
  type Palette = [red: number, green: number, blue: number][];

  /** At most `maxColors` colours for opaque pixels of R, G, B, A. */
  export function quantize(pixels: Uint8ClampedArray, maxColors: number, options: { format: 'rgb565' }): Palette;

  /** The index of the nearest colour for each pixel. */
  export function applyPalette(pixels: Uint8ClampedArray, palette: Palette, format: 'rgb565'): Uint8Array;

  export function GIFEncoder(): {
    readonly writeFrame: (
      indices: Uint8Array,
      width: number,
      height: number,
      options: {
        readonly palette: Palette;
        /** Milliseconds. */
        readonly delay: number;
        readonly transparent: boolean;
        readonly transparentIndex: number;
        /** 1: the next frame is painted over this one. */
        readonly dispose: number;
      },
    ) => void;
    readonly finish: () => void;
    readonly bytes: () => Uint8Array;
  };
}
