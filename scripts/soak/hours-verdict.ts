/** Judges hours of training: what grew, and what was lost. */

import type { HourFigures, HourSample } from './hours.ts';
import { growthOverQuarters, slopePerHour } from './steadiness.ts';

type Kind = { readonly name: string; readonly most: number; readonly of: (sample: HourSample) => number };

/** How much each may grow in an hour of the second half: less than what comes and goes within minutes. */
const kinds: readonly Kind[] = [
  { name: "host's resident memory, MB", most: 20, of: ({ resident }) => resident },
  { name: "host's JavaScript heaps, MB", most: 5, of: ({ heap }) => heap },
  { name: "host's WebAssembly memory, MB", most: 1, of: ({ wasm }) => wasm },
  { name: "page's JavaScript heap, MB", most: 2, of: ({ page }) => page.heap },
  { name: "page's nodes", most: 50, of: ({ page }) => page.nodes },
  { name: "page's listeners", most: 50, of: ({ page }) => page.listeners },
];

const mostDearer = 0.05;

export type Verdict = { readonly lines: readonly string[]; readonly broken: readonly string[] };

/** @returns the findings, a line each, and those lines that break a promise */
export function judgeHours({ samples, costs, runs, steps, gaps }: HourFigures): Verdict {
  const secondHalf = samples.slice(samples.length >> 1);
  const growths = kinds.map(({ name, most, of }) => {
    const slope = slopePerHour(secondHalf.map((sample) => ({ hours: sample.hours, value: of(sample) })));
    const last = secondHalf.at(-1);
    const line = `${name}: ${(last ? of(last) : NaN).toFixed(1)} at the end, ${signed(slope, 2)} an hour (at most ${most})`;
    return { line, isBroken: slope > most };
  });
  const dearer = growthOverQuarters(costs);
  const cost = {
    line: `processor time of a step: ${signed(100 * dearer, 1)} % from the first quarter to the last (at most ${100 * mostDearer})`,
    isBroken: !(dearer <= mostDearer),
  };
  const told = { line: `${steps} steps of ${runs} runs reported, ${gaps.length} gaps`, isBroken: gaps.length > 0 };
  const all = [...growths, cost, told];
  return {
    lines: all.map(({ line }) => line),
    broken: [...all.filter(({ isBroken }) => isBroken).map(({ line }) => line), ...gaps],
  };
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
