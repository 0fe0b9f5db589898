/**
 * What the score shows: a test digit, a drawing or nothing, read in the network's own order or in another. The engine
 * follows through `pin`, one request at a time; while the pen moves each answer is painted, so that a slow engine lags
 * but never freezes the score.
 */

import { prefersReducedMotion } from 'svelte/motion';
import type { Ablation } from '../../../../protocol/ablation.ts';
import type { Requests } from '../../../../protocol/api.ts';
import { sameBytes } from '../../../../domain/bytes.ts';
import type { ReadingOrder } from '../../../../domain/recipe/recipe.ts';
import type { DigitSource, Trace } from '../../../../protocol/trace.ts';
import { latest, outrun } from '../../../client/latest.ts';
import { calmly } from '../../../ui/calmly.ts';
import type { EngineClient } from '../../../client/engine-client.ts';

/** A moment of a run's training, by its step. */
export type PastMoment = { readonly session: number; readonly step: number };

/** Steps of an image while nothing is read. */
const usualSteps = 28;

export type ScoreState = {
  readonly source: DigitSource | null;
  readonly trace: Trace | null;
  /** The chosen order in place of the network's own, or null. */
  readonly order: ReadingOrder | null;
  /** The ablation of the network while it reads, or null. */
  readonly ablation: Ablation | null;
  /** The moment whose weights read; null for the present ones. */
  readonly moment: PastMoment | null;
  /** The step under the scan line: the last one until another is chosen, and always one that was read. */
  row: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /**
   * Chooses what is shown; `pin` is sent one at a time, always for the newest choice.
   * @param row to look at after the reading, which may have other steps than the present one
   */
  readonly show: (source: DigitSource | null, row?: number) => void;
  /** Reads the image in another order of as many steps; null for the network's own. */
  readonly readIn: (order: ReadingOrder | null) => void;
  /** Applies an ablation to the network, for this score alone; null for none. */
  readonly ablate: (ablation: Ablation | null) => void;
  /** Reads with the weights of a past moment, or again with the present ones, whatever is shown. */
  readonly lookAt: (moment: PastMoment | null) => void;
  /** Whether traces include saliency, which takes the engine half as long again. */
  saliency: boolean;
  /** Whether traces include what each step adds to ∂L/∂W. */
  weightGradients: boolean;
  /** Whether the reading has what a Transformer's heads compute on their way. */
  heads: boolean;
  /** Whether the score is visible; if not, the engine is spared and the last reading stays. */
  watched: boolean;
  /** Repaints what is pinned, under newer weights; ignored for the past. */
  readonly receive: (trace: Trace) => void;
  /** Tells a new engine what is shown. */
  readonly attach: (ask: EngineClient['ask']) => void;
};

/** @param onError is told why a digit could not be shown */
export function createScoreState(onError: (thrown: unknown) => void): ScoreState {
  let source = $state.raw<DigitSource | null>({ kind: 'test', index: 0 });
  let order = $state.raw<ReadingOrder | null>(null);
  let ablation = $state.raw<Ablation | null>(null);
  let saliency = $state(false);
  let weightGradients = $state(false);
  let heads = $state(false);
  let watched = $state(true);
  let trace = $state.raw<Trace | null>(null);
  let chosenRow = $state<number | null>(null);
  /** The row requested for the reading that is on its way. */
  let rowToCome: number | null = null;
  const firstRow = $derived(trace?.firstStep ?? 0);
  const lastRow = $derived((trace?.steps ?? usualSteps) - 1);
  let ask: EngineClient['ask'] | null = null;
  let moment = $state.raw<PastMoment | null>(null);
  type Choice = Requests['pin']['params'] & { readonly at: PastMoment | null };
  const read = latest((engine: EngineClient['ask'], { at, source: shown, ...how }: Choice) =>
    shown && at ? engine('traceAt', { ...at, source: shown, ...how }) : engine('pin', { source: shown, ...how }),
  );

  function take(next: Trace | null): void {
    // A row of the former reading is meaningless in one of more or fewer steps.
    if (next && trace && next.steps !== trace.steps) chosenRow = null;
    if (next && rowToCome !== null) {
      chosenRow = rowToCome;
      rowToCome = null;
    }
    trace = next;
  }

  const live = calmly(
    (next: Trace) => {
      if (moment || !showsTheSame(next.source, source) || (order !== null && next.order !== order)) return;
      // The pixels on the screen stay, so that the digit is not painted again.
      take(trace ? { ...next, pixels: trace.pixels } : next);
    },
    () => prefersReducedMotion.current,
  );

  async function follow(): Promise<void> {
    live.forget();
    if (!ask) return;
    const at = moment;
    try {
      const answer = await read(ask, {
        at,
        source: watched ? source : null,
        ...(order && { order }),
        ...(ablation && { ablation }),
        ...(saliency && { saliency }),
        ...(weightGradients && { weightGradients }),
        ...(heads && { heads }),
      });
      // A request made while hidden has no use; the next one is on its way.
      if (answer === outrun || !watched) return;
      // An answer about the past must not be shown as the present, or the other way round.
      if ((at === null) !== (moment === null)) return;
      if (at && source && !answer) lookAt(null);
      else if (!source || answer) take(source && answer);
    } catch (thrown) {
      onError(thrown);
    }
  }

  function lookAt(next: PastMoment | null): void {
    if (next === moment) return;
    // In the past nobody sees the traces that the engine would go on making.
    if (!moment) ask?.('pin', { source: null }).catch(onError);
    moment = next;
    void follow();
  }

  return {
    get source() {
      return source;
    },
    get moment() {
      return moment;
    },
    get trace() {
      return trace;
    },
    get order() {
      return order;
    },
    get ablation() {
      return ablation;
    },
    get saliency() {
      return saliency;
    },
    set saliency(next) {
      saliency = next;
      void follow();
    },
    get weightGradients() {
      return weightGradients;
    },
    set weightGradients(next) {
      if (weightGradients === next) return;
      weightGradients = next;
      void follow();
    },
    get heads() {
      return heads;
    },
    set heads(next) {
      if (heads === next) return;
      heads = next;
      void follow();
    },
    get watched() {
      return watched;
    },
    set watched(next) {
      if (watched === next) return;
      watched = next;
      void follow();
    },
    get row() {
      return Math.min(lastRow, Math.max(firstRow, chosenRow ?? lastRow));
    },
    set row(next) {
      rowToCome = null;
      chosenRow = next === lastRow ? null : next;
    },
    get firstRow() {
      return firstRow;
    },
    get lastRow() {
      return lastRow;
    },
    show: (next, wanted) => {
      source = next;
      rowToCome = wanted ?? null;
      if (!next) trace = null;
      void follow();
    },
    readIn: (next) => {
      order = next;
      void follow();
    },
    ablate: (next) => {
      ablation = next;
      void follow();
    },
    lookAt,
    receive: live.receive,
    attach: (engine) => {
      ask = engine;
      void follow();
    },
  };
}

function showsTheSame(a: DigitSource, b: DigitSource | null): boolean {
  if (a.kind === 'test') return b?.kind === 'test' && a.index === b.index;
  return b?.kind === 'drawing' && sameBytes(a.pixels, b.pixels);
}
