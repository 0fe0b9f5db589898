import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CompletionOrder, generatorWindows } from '../../protocol/generator.ts';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import { randomStream } from '../../domain/random.ts';
import { complete, drawRow } from './complete.ts';
import { binarise, logLikelihoodOfRows } from './likelihood.ts';

/** A network that expects each row to repeat the row above, with logits of ±`sureness`. */
function copying(sureness: number) {
  const asked: number[] = [];
  return {
    ...{ asked, labels: 0, seenRows: rows },
    logits: (images: Uint8Array) => {
      asked.push(images.length / pixelCount);
      return Promise.resolve(Float32Array.from(images, (byte) => (byte > 0 ? sureness : -sureness)));
    },
  };
}

const orders = fc.record<CompletionOrder>({
  pixels: fc.uint8Array({ minLength: pixelCount, maxLength: pixelCount }),
  givenRows: fc.integer({ min: 0, max: rows }),
  count: fc.integer({ min: 1, max: 16 }),
  temperature: fc.double({ min: 0, max: 2, noNaN: true }),
  seed: fc.nat(),
  window: fc.constantFrom(...generatorWindows),
  label: fc.constant(null),
});

const wholePast = { window: rows - 1, label: null };

/** A vertical line in column 5. */
const line = Uint8Array.from({ length: pixelCount }, (_, at) => (at % rowLength === 5 ? 200 : 0));

test('keeps the given rows, binarised, and draws only ink or blank', async () => {
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const { images, probabilities, logLikelihood, ownLogLikelihood } = await complete(copying(1), order);
      const given = order.givenRows * rowLength;
      expect(images.length).toBe(order.count * pixelCount);
      expect(images.every((byte) => byte === 0 || byte === 255)).toBe(true);
      expect(probabilities.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
      expect(logLikelihood.length).toBe(rows);
      // A drawn image's rows are as likely as when they are given: also those above the first drawn row.
      const drawn = images.slice(0, pixelCount);
      const again = await complete(copying(1), { ...order, pixels: drawn, count: 1 });
      expect(ownLogLikelihood.subarray(0, rows)).toEqual(again.logLikelihood);
      for (let at = 0; at < images.length; at += pixelCount) {
        expect(images.slice(at, at + given)).toEqual(binarise(order.pixels.subarray(0, given)));
      }
    }),
    { numRuns: 30 },
  );
});

test('a sure network continues what it was given', async () => {
  const order = { pixels: line, givenRows: 4, count: 3, temperature: 1, seed: 1, ...wholePast };
  const { images } = await complete(copying(1000), order);
  expect(images.subarray(2 * pixelCount)).toEqual(binarise(line));
});

test('without a given row starts with a blank one, which nothing predicts', async () => {
  const { images, probabilities } = await complete(copying(0), {
    ...{ pixels: line, givenRows: 0, count: 1, temperature: 1, seed: 1, ...wholePast },
  });
  expect(images.subarray(0, rowLength).every((byte) => byte === 0)).toBe(true);
  expect(probabilities.subarray(0, rowLength).every((probability) => probability === 0)).toBe(true);
  expect(images.subarray(rowLength).some((byte) => byte > 0)).toBe(true);
});

test('at temperature 0 all completions are the same, whatever the seed', async () => {
  const order = { pixels: line, givenRows: 3, count: 4, temperature: 0, seed: 1, ...wholePast };
  const first = await complete(copying(0.1), order);
  const second = await complete(copying(0.1), { ...order, seed: 2 });
  expect(second.images).toEqual(first.images);
  for (let image = 1; image < 4; image++) {
    const at = image * pixelCount;
    expect(first.images.subarray(at, at + pixelCount)).toEqual(first.images.subarray(0, pixelCount));
  }
});

test('the same seed repeats its drawings, also when more are requested; another seed does not', async () => {
  const order = { pixels: line, givenRows: 3, count: 2, temperature: 1, seed: 5, ...wholePast };
  const two = await complete(copying(0.5), order);
  const four = await complete(copying(0.5), { ...order, count: 4 });
  const other = await complete(copying(0.5), { ...order, seed: 6 });
  expect(four.images.subarray(0, two.images.length)).toEqual(two.images);
  expect(other.images).not.toEqual(two.images);
});

test('draws each row once all rows above it are known, in one pass', async () => {
  const network = copying(1);
  await complete(network, { pixels: line, givenRows: 20, count: 5, temperature: 1, seed: 1, ...wholePast });
  expect(network.asked).toEqual([1, ...Array.from({ length: 8 }, () => 5)]);
});

test('the likelihood covers the whole given image, whatever is drawn', async () => {
  const network = copying(2);
  const { logLikelihood } = await complete(network, {
    pixels: line,
    givenRows: 9,
    count: 2,
    temperature: 0,
    seed: 1,
    ...wholePast,
  });
  expect(logLikelihood).toEqual(logLikelihoodOfRows(await network.logits(binarise(line)), binarise(line)));
});

test('refuses a label that the network was not trained on', async () => {
  const order = { pixels: line, givenRows: 9, count: 2, temperature: 0, seed: 1, ...wholePast, label: 3 };
  await expect(complete(copying(2), order)).rejects.toThrow('was trained without labels');
  await expect(complete({ ...copying(2), labels: 3 }, order)).rejects.toThrow('labels 0 to 2 only');
});

test('draws ink as often as its probability says; temperature pulls it to one half', () => {
  const logits = new Float32Array(20_000).fill(Math.log(3));
  const share = (temperature: number) =>
    drawRow(logits, temperature, randomStream(1, 'rows')).reduce((sum, byte) => sum + byte / 255, 0) / logits.length;
  // Four standard deviations of the mean of 20,000 draws are 0.0123.
  expect(Math.abs(share(1) - 3 / 4)).toBeLessThan(0.0123);
  expect(Math.abs(share(2) - Math.sqrt(3) / (1 + Math.sqrt(3)))).toBeLessThan(0.014);
  expect(share(0)).toBe(1);
});
