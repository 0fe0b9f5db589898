/** A WebM of what a canvas shows, frame by frame, with a time for each. */

/**
 * VP9 of profile 1: colour at full resolution (4:4:4), as at half of it columns one pixel wide run into each other. Level 5.0
 * holds every film; 8 bits, colours of BT.709 (https://www.webmproject.org/vp9/mp4/, "Codecs Parameter String").
 */
const codec = { name: 'vp9', string: 'vp09.01.50.08.03.01.01.01.00' } as const;

/** VP9's, 0 best to 63: from here on the colours of columns are told apart no better. */
const quantizer = 12;
/** Bits a pixel and second where the encoder takes no quantizer. */
const bitsPerPixel = 4;

export type WebmWriter = {
  /** Takes the canvas as it is now. @param delay until the next frame, in milliseconds */
  readonly add: (delay: number) => Promise<void>;
  /** The whole file; nothing can be added after it. */
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>>;
  /** Ends it without a file. */
  readonly cancel: () => Promise<void>;
};

/** @returns null where the browser cannot encode such a film: it has no such encoder, or the canvas is too large for it */
export async function webmWriter(canvas: HTMLCanvasElement): Promise<WebmWriter | null> {
  // Only with the first film: it is as large as all charts together.
  const { BufferTarget, CanvasSource, canEncodeVideo, Output, Quality, WebMOutputFormat } = await import('mediabunny');
  const { width, height } = canvas;
  const quality = new Quality({ quantizer, bitrate: bitsPerPixel * width * height });
  const options = { quality, fullCodecString: codec.string };
  if (!(await canEncodeVideo(codec.name, { width, height, ...options }))) return null;
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec: codec.name, ...options });
  output.addVideoTrack(source);
  await output.start();
  let seconds = 0;
  return {
    add: async (delay) => {
      await source.add(seconds, delay / 1000);
      seconds += delay / 1000;
    },
    finish: async () => {
      await output.finalize();
      if (!target.buffer) throw new Error('The encoder wrote no file.');
      return new Uint8Array(target.buffer);
    },
    cancel: () => output.cancel(),
  };
}
