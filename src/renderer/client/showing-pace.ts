/**
 * How often the engine may tell news. Showing them takes the cores away from training: what it costs is measured, and the
 * pace is as quick as the budget allows. Where nobody looks, the news come once a second.
 */

/** Share of one core's time that showing may take. */
const budget = 0.04;

/** What other threads and processes do for each millisecond of the page's own, measured without a GPU: painting, compositing. */
const besides = 0.8;

/** Before it has been measured. */
const firstCostMs = 5;

const quickestMs = 100;
/** However much showing costs. */
export const calmestMs = 1_000;
const unwatchedMs = 1_000;

/** Of which a change is not worth a message. */
const smallChange = 0.2;

/** Of so many measurements the mean of the lesser ones counts: a page that waits for a core seems to work longer than it does. */
const measurements = 8;
const counted = 5;

/** @param costMs of showing news once, in the page's own thread */
export function paceFor(costMs: number): number {
  const wanted = (costMs * (1 + besides)) / budget;
  return Math.round(Math.min(calmestMs, Math.max(quickestMs, wanted)));
}

function typical(costs: readonly number[]): number {
  const lesser = costs.toSorted((a, b) => a - b).slice(0, counted);
  return lesser.reduce((sum, cost) => sum + cost, 0) / lesser.length;
}

export type ShowingPace = {
  /** Does what changes the panels, and measures it together with the painting that follows. */
  readonly showing: (change: () => void) => void;
  /** Another engine is connected, which knows no pace yet. */
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
      // After the panels' own, which the change has put into the queue.
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

/** Of the document: from the first callback of a frame to the task after it. Null where there is no document. */
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
