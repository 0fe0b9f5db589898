/** Pictures and strokes that are read as drawings. */

export const imageLimits = {
  maxImageBytes: 64 * 2 ** 20,
  /** A photograph of a phone has 12 to 24 million. */
  maxImagePixels: 25_000_000,
  maxImageSidePixels: 16_384,
  /** A block of 8×8 pixels takes a bit at least. */
  maxPixelsPerJpegByte: 8 * 64,
  /** Deflate makes a byte of at most 1032 (RFC 1951), each of 8 pixels in a PNG of one bit a pixel. */
  maxPixelsPerPngByte: 8 * 1032,
  /** More than any program writes: encoders cut 64 MiB into a thousand to eight thousand. */
  maxPngChunks: 2 ** 16,
  /**
   * Of the largest image, and more of a smaller one. A progressive JPEG has ten or so; a scan may take 30 bytes of a file, and
   * each goes over all of the picture.
   */
  maxScansOfLargestJpeg: 20,
  /** More pieces of ink are not told apart, and are one drawing: each is held against each other. */
  maxInkPieces: 60,

  /** As many digits as there may be, of 100 points each. */
  maxStrokesBytes: 16 * 2 ** 20,
  maxStrokeDigits: 10_000,
  /** Of one digit: ten seconds of a tablet's 200 a second, which are drawn in half a second wherever they lie. */
  maxStrokePoints: 2_000,
  /** Of a label for what is no digit: a letter or a few words. */
  maxStrokeLabelChars: 40,
  /** Largest distance from 0, in the file's own units. */
  maxStrokeCoordinate: 1e9,
};
