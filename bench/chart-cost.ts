/**
 * What does a run that goes on cost its charts? Prints, in milliseconds, what one event costs each kind of chart until its
 * points are handed to uPlot. At most ten events come a second, each with some steps. `cpu` is the processor's time, which
 * other programs hardly change; `clock` is what a clock says. Run: `npx tsx bench/chart-cost.ts`
 */

import { perMetric } from '../src/protocol/step-metrics.ts';
import { createCurves } from '../src/renderer/lab/charts/chart-data.ts';
import { type RunChartKind, runChartKinds } from '../src/renderer/lab/charts/run-charts.ts';
import { createDrawnPoints } from '../src/renderer/lab/charts/drawn-points.ts';
import { createRunHistory, type RunHistory } from '../src/renderer/lab/charts/history.ts';

const lengths = [10_000, 100_000, 400_000];
/** Physical pixels. */
const chartWidth = 1000;
const clipNorm = 1;
const stepsPerEvent = 10;
const stepsPerEpoch = 469;
/** V8 compiles what it has seen often: events before those that count. */
const warmUp = 200;
const events = 500;
const rareEvents = 40;

function stepsOf(firstStep: number, length: number) {
  return { firstStep, ...perMetric(() => Float32Array.from({ length }, () => 0.5 + Math.random())) };
}

function addSteps(history: RunHistory): void {
  history.append(stepsOf(history.firstStep + history.length, stepsPerEvent));
}

function evaluate(history: RunHistory): void {
  const step = history.firstStep + history.length - 1;
  const nothing = { trainLoss: null, trainAccuracy: null, seconds: null };
  history.appendEpoch({ ...nothing, epoch: Math.round(step / stepsPerEpoch), step, testLoss: 1, testAccuracy: 0.9 });
}

function historyOf(length: number): RunHistory {
  const history = createRunHistory();
  while (history.length < length) {
    history.append(stepsOf(history.length + 1, Math.min(stepsPerEpoch, length - history.length)));
    evaluate(history);
  }
  return history;
}

/** What RunChart.svelte and line-chart.ts do at an event. */
function chart(kind: RunChartKind, logScale: boolean): (history: RunHistory) => void {
  const [curvesOf, pointsOf] = [createCurves(), createDrawnPoints(logScale)];
  return (history) => void pointsOf(curvesOf(history, kind, clipNorm), chartWidth);
}

type Cost = { readonly clock: number; readonly cpu: number };

function costOf(work: () => void): Cost {
  const [started, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - started, cpu: (user + system) / 1000 };
}

/** The middle one, and one that 95 of 100 stay below. */
function summary(costs: readonly Cost[]): string[] {
  return (['cpu', 'clock'] as const).flatMap((measure) => {
    const sorted = costs.map((cost) => cost[measure]).sort((a, b) => a - b);
    return [0.5, 0.95].map((share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(2));
  });
}

const row = (...cells: readonly string[]) => {
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(20) : cell.padStart(at === 1 ? 9 : 11))).join(''));
};

row('', 'steps', ...['event', '', '', '', 'evaluation', '', '', '', 'from nothing']);
row('', '', ...Array.from({ length: 3 }, () => ['cpu', 'cpu p95', 'clock', 'clock p95']).flat());
for (const length of lengths) {
  for (const kind of runChartKinds) {
    for (const logScale of kind === 'accuracy' ? [false] : [false, true]) {
      const history = historyOf(length);
      const draw = chart(kind, logScale);
      const measured = (count: number, happens: () => void, drawing: () => (history: RunHistory) => void) =>
        Array.from({ length: count }, () => {
          happens();
          const drawn = drawing();
          return costOf(() => {
            drawn(history);
          });
        });
      const grows = () => {
        addSteps(history);
      };
      const growsAndIsTested = () => {
        addSteps(history);
        evaluate(history);
      };
      measured(warmUp, grows, () => draw);
      const usual = measured(events, grows, () => draw);
      const evaluated = measured(rareEvents, growsAndIsTested, () => draw);
      const fromNothing = measured(rareEvents, grows, () => chart(kind, logScale));
      const costs = [usual, evaluated, fromNothing].flatMap(summary);
      row(`${kind}${logScale ? ', log' : ''}`, String(length), ...costs);
    }
  }
}
