/**
 * The answer to a digit at each moment of training: the probabilities of all classes stacked in each column, so that a
 * surer answer is taller. One digit, the true one where known, is at the bottom in the strongest colour.
 */

import { className } from '../i18n/class-names.svelte.ts';
import type { ColourMap } from '../ui/colour-map.ts';
import { leadingDigit } from '../lab/score/reading/trace-reading.ts';

export type AnswerHistoryPicture = {
  /** [moments × classes]; a column without numbers stays empty. */
  readonly answers: Float32Array;
  /** Of the moments, as shares of the width: one more than there are. */
  readonly edges: readonly number[];
  /** The highlighted digit, or null. */
  readonly highlighted: number | null;
  /** Where epochs ended, as shares of the width. */
  readonly epochEnds: readonly number[];
  readonly map: ColourMap;
  readonly backgroundColour: string;
  readonly textColour: string;
  /** Device pixels, and how many make a CSS pixel. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
};

/** Shades in the colour map of the highlighted digit and, in turn, of the others. */
const highlightedShade = 0.8;
const otherShades = [0.16, 0.28] as const;

/** Lowest probability with room for the digit's name. */
const namedFrom = 0.5;
/** As a share of a lead's highest probability. */
const nearlySurest = 0.85;
/** As a share of the picture's height. */
const nameSize = 0.6;

/** A digit that leads from one moment to another, with the middle of the moments at which it is nearly surest. */
export type Lead = { readonly digit: number; readonly first: number; readonly last: number; readonly named: number };

/** The leading digits in order; moments without numbers end a lead. */
export function leadsOf(answers: Float32Array, moments: number): Lead[] {
  const digits = answers.length / moments;
  const leads: Omit<Lead, 'named'>[] = [];
  for (let moment = 0; moment < moments; moment++) {
    const digit = leadingDigit(answers, digits, moment);
    if (digit === null) continue;
    const lead = leads.at(-1);
    if (lead?.digit === digit && lead.last === moment - 1) leads[leads.length - 1] = { ...lead, last: moment };
    else leads.push({ digit, first: moment, last: moment });
  }
  return leads.map((lead) => ({ ...lead, named: surestMiddle(answers, digits, lead) }));
}

function surestMiddle(answers: Float32Array, digits: number, { digit, first, last }: Omit<Lead, 'named'>): number {
  const probabilities = Array.from({ length: last - first + 1 }, (_, at) => answers[(first + at) * digits + digit]);
  const enough = nearlySurest * Math.max(...probabilities);
  const sure = probabilities.flatMap((probability, at) => (probability >= enough ? [first + at] : []));
  return sure[Math.floor((sure.length - 1) / 2)];
}

/** The digits from the bottom up. */
export function stackOrder(digits: number, highlighted: number | null): number[] {
  const others = Array.from({ length: digits }, (_, digit) => digit).filter((digit) => digit !== highlighted);
  return highlighted === null ? others : [highlighted, ...others];
}

/** Paints `canvas` on each call; null empties it. */
export function answerHistory(canvas: HTMLCanvasElement): (picture: AnswerHistoryPicture | null) => void {
  const context = canvas.getContext('2d');
  return (picture) => {
    if (!context) return;
    canvas.width = picture?.width ?? canvas.width;
    canvas.height = picture?.height ?? canvas.height;
    if (!picture) return;
    paintStacks(context, picture);
    paintEpochEnds(context, picture);
    paintNames(context, picture);
  };
}

function paintStacks(context: CanvasRenderingContext2D, picture: AnswerHistoryPicture): void {
  const { answers, edges, highlighted, map, height } = picture;
  const moments = edges.length - 1;
  const digits = answers.length / moments;
  for (const [place, digit] of stackOrder(digits, highlighted).entries()) {
    context.fillStyle = shade(map, digit === highlighted ? highlightedShade : otherShades[place % 2]);
    for (let moment = 0; moment < moments; moment++) {
      const [left, right] = [edge(moment, picture), edge(moment + 1, picture)];
      const bottom = below(picture, moment, digit) * height;
      const tall = answers[moment * digits + digit] * height;
      if (tall > 0 && Number.isFinite(bottom + tall))
        context.fillRect(left, height - bottom - tall, right - left, tall);
    }
  }
}

function paintEpochEnds(context: CanvasRenderingContext2D, picture: AnswerHistoryPicture): void {
  const { epochEnds, width, height, ratio, backgroundColour } = picture;
  context.fillStyle = backgroundColour;
  for (const place of epochEnds) context.fillRect(Math.round(place * width) - ratio, 0, ratio, height);
}

/** Writes the name of a lead where it is sure, but within the lead. */
function paintNames(context: CanvasRenderingContext2D, picture: AnswerHistoryPicture): void {
  const { answers, edges, highlighted, height, backgroundColour, textColour } = picture;
  const size = nameSize * height;
  const moments = edges.length - 1;
  const digits = answers.length / moments;
  context.font = `600 ${size}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { digit, first, last, named } of leadsOf(answers, moments)) {
    const probability = answers[named * digits + digit];
    const room = edge(last + 1, picture) - edge(first, picture);
    if (probability < namedFrom) continue;
    const name = className(digit);
    const half = Math.max(size, context.measureText(name).width) / 2;
    if (room < 2 * half) continue;
    const centre = (edge(named, picture) + edge(named + 1, picture)) / 2;
    const x = Math.min(Math.max(centre, edge(first, picture) + half), edge(last + 1, picture) - half);
    const y = height * (1 - below(picture, named, digit) - probability / 2);
    context.fillStyle = digit === highlighted ? backgroundColour : textColour;
    context.fillText(name, x, y);
  }
}

/** The summed probability of all digits below one. */
function below({ answers, edges, highlighted }: AnswerHistoryPicture, moment: number, digit: number): number {
  const digits = answers.length / (edges.length - 1);
  const order = stackOrder(digits, highlighted);
  return order.slice(0, order.indexOf(digit)).reduce((sum, other) => sum + answers[moment * digits + other], 0);
}

/** Where a column begins, in whole device pixels. */
function edge(moment: number, { edges, width }: AnswerHistoryPicture): number {
  return Math.round(edges[moment] * width);
}

function shade(map: ColourMap, share: number): string {
  const pixel = map.pixels[Math.round(map.zero + share * map.scale)];
  const [red, green, blue] = new Uint8Array(Uint32Array.of(pixel).buffer);
  return `rgb(${red} ${green} ${blue})`;
}
