/** Lets a network read labelled pen strokes as the drawing pad would, and counts its answers. */

import { centreDigit } from '../../domain/ink/centre.ts';
import { findDigits } from '../../domain/ink/find-digits.ts';
import { fitStrokes, rasterise } from '../../domain/ink/ink.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { sureFrom } from '../../domain/sureness.ts';
import { noAnswer } from '../../protocol/answers.ts';
import type { Pixels } from '../../protocol/values.ts';
import type { Network } from '../models/network.ts';
import { answerGiven, softmax } from '../models/readout.ts';

export type PenDrawing = {
  /** The digit, or in words what else it is. */
  readonly label: number | string;
  /** Where the drawing comes from. */
  readonly source?: string | undefined;
  /** Points [x, y] in any units, y down; at least one. */
  readonly strokes: readonly (readonly (readonly [x: number, y: number])[])[];
};

export type PenAnswer = PenDrawing & {
  /** [28 × 28] bytes, as the network reads them. */
  readonly pixels: Pixels;
  /** `noAnswer` where the numbers are not finite. */
  readonly answer: number;
  /** Of the answer, from 0 to 1; not a number where there is none. */
  readonly probability: number;
};

/** Answers to drawings that are digits. */
export type DigitCounts = {
  readonly count: number;
  readonly right: number;
  readonly sureAndWrong: number;
  readonly rightButNotSure: number;
};

/** Answers to drawings that are none. */
export type OtherCounts = { readonly count: number; readonly sureOfDigit: number };

export type PenCounts = { readonly digits: DigitCounts; readonly others: OtherCounts };

/**
 * @param network of ten classes, one for each digit
 * @param onProgress called after each batch with the number of drawings done
 * @returns the answers in the order of the drawings
 * @throws the signal's reason once aborted; Error for a drawing without points
 */
export async function answerPens(
  network: Network,
  drawings: readonly PenDrawing[],
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<PenAnswer[]> {
  const { classes } = network.config;
  const answers: PenAnswer[] = [];
  for (let start = 0; start < drawings.length; start += network.batchSize) {
    signal?.throwIfAborted();
    const batch = drawings.slice(start, start + network.batchSize);
    const images = new Uint8Array(batch.length * pixelCount);
    for (const [index, { strokes }] of batch.entries()) images.set(penPixels(strokes), index * pixelCount);
    const logits = await network.logits(images);
    const probabilities = softmax(logits, classes);
    for (const [index, drawing] of batch.entries()) {
      const answer = answerGiven(logits, classes, index * classes);
      const probability = answer === noAnswer ? Number.NaN : probabilities[index * classes + answer];
      const pixels = images.slice(index * pixelCount, (index + 1) * pixelCount);
      answers.push({ ...drawing, pixels, answer, probability });
    }
    onProgress?.(start + batch.length);
  }
  return answers;
}

/**
 * As the drawing pad brings them to the network, drawn in MNIST's proportions with its usual pen. Where it tells several
 * digits apart, the first of them, which it reads.
 */
function penPixels(strokes: PenDrawing['strokes']): Pixels {
  const found = findDigits(rasterise(fitStrokes(strokes))).at(0);
  const centred = found && centreDigit(found.ink);
  if (!centred) throw new Error('There is no point in the strokes.');
  return centred.pixels;
}

export function isSure({ probability }: PenAnswer): boolean {
  return probability >= sureFrom;
}

/** Whether the answer is a digit that was not drawn: another one, or any in place of something else. */
export function isSureAndWrong(answer: PenAnswer): boolean {
  return isSure(answer) && answer.answer !== answer.label;
}

export function countPens(answers: readonly PenAnswer[]): PenCounts {
  const digits = answers.filter(({ label }) => typeof label === 'number');
  const others = answers.filter(({ label }) => typeof label === 'string');
  const right = digits.filter(({ answer, label }) => answer === label);
  return {
    digits: {
      count: digits.length,
      right: right.length,
      sureAndWrong: digits.filter(isSureAndWrong).length,
      rightButNotSure: right.filter((answer) => !isSure(answer)).length,
    },
    others: { count: others.length, sureOfDigit: others.filter(isSure).length },
  };
}

/** The answers by label or source, in natural order; those without are left out. */
export function groupPens(
  answers: readonly PenAnswer[],
  by: 'label' | 'source',
): { readonly name: string; readonly counts: PenCounts }[] {
  const groups = new Map<string, PenAnswer[]>();
  for (const answer of answers) {
    if (answer[by] === undefined) continue;
    const name = String(answer[by]);
    const group = groups.get(name);
    if (group) group.push(answer);
    else groups.set(name, [answer]);
  }
  return [...groups]
    .map(([name, group]) => ({ name, counts: countPens(group) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
