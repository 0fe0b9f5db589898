/**
 * The parts of @jsquash/jpeg, mozjpeg in WebAssembly, that are used: its own declarations need a global namespace that
 * they do not bring along.
 */

type MozjpegOptions = {
  /** Instantiates the codec's module and hands the instance over. */
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    take: (instance: WebAssembly.Instance) => void,
  ) => WebAssembly.Exports;
  /** Gets each line that the codec prints. */
  readonly printErr?: (line: string) => void;
};

declare module '@jsquash/jpeg/codec/dec/mozjpeg_dec.js' {
  type Decoder = {
    /**
     * @returns RGBA
     * @throws something other than an Error where it cannot go on; it keeps its memory then
     */
    readonly decode: (
      bytes: Uint8Array,
      preserveOrientation: boolean,
    ) => { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };
  };
  const createDecoder: (options: MozjpegOptions) => Promise<Decoder>;
  export { createDecoder as default };
}

declare module '@jsquash/jpeg/codec/enc/mozjpeg_enc.js' {
  import type { EncodeOptions } from '@jsquash/jpeg/meta.js';

  type Encoder = {
    readonly encode: (rgba: Uint8Array, width: number, height: number, options: EncodeOptions) => Uint8Array;
  };
  const createEncoder: (options: MozjpegOptions) => Promise<Encoder>;
  export { createEncoder as default };
}
