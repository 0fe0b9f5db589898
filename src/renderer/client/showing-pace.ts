/**
 * How often the engine may emit news. Showing them takes cores away from training, so their cost is measured and the
 * pace is as fast as the budget allows. In a hidden page news come once a second.
 */

/** Share of one core's time that showing may take. */
const budget = 0.04;

/**
 * Work of other threads and processes per millisecond of the page's own, measured without a GPU: painting, compositing.
 */
const besides = 0.8;

/** Assumed until measured. */
const firstCostMs = 5;

const quickestMs = 100;
/** The slowest pace, however much showing costs. */
export const calmestMs = 1_000;
const unwatchedMs = 1_000;

/** A smaller relative change is not worth a message. */
const smallChange = 0.2;

/**
 * Number of measurements; the mean of the smaller half counts, since a page that waits for a core seems to work longer
 * than it does.
 */
const measurements = 8;
const counted = 5;

/** Milliseconds between news. @param costMs of showing news once, in the page's own thread */
export function paceFor(costMs: number): number {
  const wanted = (costMs * (1 + besides)) / budget;
  return Math.round(Math.min(calmestMs, Math.max(quickestMs, wanted)));
}

function typical(costs: readonly number[]): number {
  const lesser = costs.toSorted((a, b) => a - b).slice(0, counted);
  return lesser.reduce((sum, cost) => sum + cost, 0) / lesser.length;
}

export type ShowingPace = {
  /** Runs what changes the panels, and measures it together with the painting that follows. */
  readonly showing: (change: () => void) => void;
  /** Connects another engine, which knows no pace yet. */
  readonly attach: (setPace: (everyMs: number) => void) => void;
  watched: boolean;
};

/** Calls `began` when the next frame begins and `ended` when the page has done its part of it. */
export type NextFrame = (began: () => void, ended: () => void) => void;

/** @param nextFrame null where nothing is painted */
export function createShowingPace(nextFrame: NextFrame | null): ShowingPace {
  let costs: number[] = [];
  let watched = true;
  let told = 0;
  let setPace: ((everyMs: number) => void) | null = null;

  function tell(): void {
    const everyMs = watched ? paceFor(costs.length > 0 ? typical(costs) : firstCostMs) : unwatchedMs;
    if (Math.abs(everyMs - told) <= smallChange * told) return;
    told = everyMs;
    setPace?.(everyMs);
  }

  function measured(ms: number): void {
    costs = [...costs.slice(1 - measurements), ms];
    tell();
  }

  return {
    showing(change) {
      if (!nextFrame || !watched) {
        change();
        return;
      }
      let sum = 0;
      let since = performance.now();
      const stop = () => {
        sum += performance.now() - since;
      };
      nextFrame(
        () => {
          since = performance.now();
        },
        () => {
          stop();
          measured(sum);
        },
      );
      change();
      // Runs after the panels' own callbacks, which the change has queued.
      queueMicrotask(stop);
    },
    attach(next) {
      setPace = next;
      told = 0;
      tell();
    },
    get watched() {
      return watched;
    },
    set watched(next) {
      watched = next;
      tell();
    },
  };
}

/** Measures a frame of the document from its first callback to the task after it. Null where there is no document. */
export function framesOfPage(): NextFrame | null {
  if (typeof requestAnimationFrame === 'undefined') return null;
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (began, ended) =>
    void requestAnimationFrame(() => {
      began();
      waiting.push(ended);
      port2.postMessage(null);
    });
}
