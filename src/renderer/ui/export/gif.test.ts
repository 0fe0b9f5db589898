import { decode, decodeFrames } from 'modern-gif';
import { expect, test } from 'vitest';
import { gifWriter } from './gif.ts';

const [width, height] = [20, 12];

/** A band of `colour` over the first `lines` lines of a white picture. */
function band(lines: number, [red, green, blue]: readonly number[]): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) => {
    const isBand = at < 4 * width * lines;
    return [isBand ? red : 255, isBand ? green : 255, isBand ? blue : 255, 255][at % 4];
  });
}

function film(frames: readonly Uint8ClampedArray[], delays: readonly number[]) {
  const writer = gifWriter(width, height);
  frames.forEach((frame, index) => {
    writer.add(frame, delays[index]);
  });
  return writer.finish();
}

test('another decoder finds every frame, its pixels, its time and an endless loop', () => {
  const frames = [band(3, [36, 83, 196]), band(6, [36, 83, 196]), band(6, [171, 68, 9]), band(0, [0, 0, 0])];
  const bytes = film(frames, [120, 120, 90, 2000]);
  const gif = decode(bytes);
  expect([gif.version, gif.width, gif.height, gif.looped, gif.loopCount]).toEqual(['89a', width, height, true, 0]);
  const decoded = decodeFrames(bytes, { gif });
  expect(decoded.map(({ delay }) => delay)).toEqual([120, 120, 90, 2000]);
  decoded.forEach(({ data }, index) => {
    expect([...data]).toEqual([...frames[index]]);
  });
});

test('a frame holds only what differs: a still film takes next to nothing', () => {
  const noise = Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 97) % 251,
  );
  const one = film([noise], [100]).length;
  const five = film([noise, noise, noise, noise, noise], [100, 100, 100, 100, 100]).length;
  expect(five - one).toBeLessThan(4 * (3 * 256 + 80));
  const last = decodeFrames(film([band(12, [9, 9, 9]), noise], [100, 100]))[1];
  const error = last.data.reduce((most, value, at) => Math.max(most, Math.abs(value - noise[at])), 0);
  expect(error).toBeLessThan(12);
});

test('paper and ink keep their colours among many that are like them', () => {
  const crowded = Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) => {
    const pixel = Math.floor(at / 4);
    // Every other pixel is paper or ink, the others are each a shade of their own.
    const shade = pixel % 2 === 0 ? (pixel % 4 === 0 ? 255 : 27) : 0;
    if (shade > 0) return at % 4 === 3 ? 255 : shade;
    return [255, 160 + (pixel % 90), pixel % 250, 255][at % 4];
  });
  const [{ data }] = decodeFrames(film([crowded], [100]));
  const papers = Array.from({ length: width * height }, (_, pixel) => pixel).filter((pixel) => pixel % 2 === 0);
  for (const pixel of papers)
    expect([...data.subarray(4 * pixel, 4 * pixel + 4)]).toEqual([...crowded.subarray(4 * pixel, 4 * pixel + 4)]);
});

test('a frame of another size is refused', () => {
  expect(() => {
    gifWriter(4, 4).add(new Uint8ClampedArray(8), 100);
  }).toThrow(/not as large as the film/);
});

test('frames may be painted into the same memory', () => {
  const writer = gifWriter(width, height);
  const pixels = band(3, [10, 20, 30]);
  writer.add(pixels, 100);
  pixels.set(band(9, [10, 20, 30]));
  writer.add(pixels, 100);
  expect([...decodeFrames(writer.finish())[1].data]).toEqual([...band(9, [10, 20, 30])]);
});
