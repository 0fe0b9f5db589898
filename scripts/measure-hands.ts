/**
 * `npx tsx scripts/measure-hands.ts [folder]`: how well a model, by default the shipped one, reads digits as people
 * write them in different countries: synthetic pen strokes (`src/engine/data/testing/hands.ts`) on which no network was
 * trained.
 */

import { type DrawnDigit, drawHands } from '../src/engine/data/testing/draw-hands.ts';
import { answerAt } from '../src/engine/models/readout.ts';
import { openModel } from './open-model.ts';

const people = 20;

const network = await openModel(process.argv[2]);
const drawn = drawHands(people);
const byHand = new Map<string, number[]>();
const byBucket = new Map<string, number[]>();
for (const digit of drawn) {
  const { hand, pixels } = digit;
  const correct = Number(answerAt(await network.logits(pixels), network.config.classes) === hand.digit);
  collect(byHand, `${hand.digit} ${hand.name}`, correct);
  for (const bucket of bucketsOf(digit)) collect(byBucket, bucket, correct);
}
const shares = [...byHand].map(([name, answers]) => ({ name, accuracy: mean(answers) }));
for (const { name, accuracy } of shares.sort((a, b) => a.accuracy - b.accuracy).slice(0, 15)) {
  console.log(`${(100 * accuracy).toFixed(0).padStart(4)} %  ${name}`);
}
for (const [name, answers] of [...byBucket].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
  console.log(`${(100 * mean(answers)).toFixed(2)} % of ${answers.length}  ${name}`);
}
console.log(`${(100 * mean([...byHand.values()].flat())).toFixed(2)} % of ${drawn.length} synthetic pen-stroke digits`);
process.exit();

/** By the pen, the size on the pad's 280, and the distance of the ink's middle from the pad's. */
function bucketsOf({ penWidth, size, offCentre }: DrawnDigit): string[] {
  const place = Math.min(3, Math.floor(offCentre / 25)) * 25;
  return [
    `pen ${penWidth}×`,
    `${size} of 280 high`,
    `${place}${place < 75 ? ` to ${place + 25}` : ' and more'} off the middle`,
    `pen ${penWidth}×, ${size} of 280 high`,
  ];
}

function collect(groups: Map<string, number[]>, name: string, value: number): void {
  groups.set(name, [...(groups.get(name) ?? []), value]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
