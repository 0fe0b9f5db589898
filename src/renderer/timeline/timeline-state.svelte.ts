/**
 * The past of the run: its moments, which of them the score shows, and the answer to the shown digit at each. The last
 * moment is now: going there shows the network as it is.
 */

import type { Timeline, TimelineMoment } from '../../protocol/timeline.ts';
import type { Trace } from '../../protocol/trace.ts';
import { answersAt, type DigitAnswers, lastAnswered, withAnswers } from '../digits/digit-answers.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { createFollower } from '../lab/charts/follower.ts';
import type { ScoreState } from '../lab/score/reading/score-state.svelte.ts';

/** Shortest time between two requests for answers, in milliseconds. */
const restMs = 150;

export type TimelineState = {
  /** Moments of the present session; none before it is trained. */
  readonly moments: readonly TimelineMoment[];
  /** The moment that the score shows; the last one is now. */
  readonly index: number;
  /** [moments × 10] answers to the shown digit; NaN where unknown. */
  readonly answers: Float32Array;
  /** Shows the score at a moment, or as it is now. */
  readonly goTo: (index: number) => void;
  /** Reads what is shown now, at a moment of the present session by its step; null once another one is shown. */
  readonly reader: () => (step: number) => Promise<Trace | null>;
  /** Requests the missing answers; call it when the moments or the shown digit have changed. */
  readonly follow: () => void;
  readonly receive: (timeline: Timeline) => void;
  /** Enters another session, at now and with its own past. */
  readonly enter: (ask: EngineClient['ask'], session: number) => void;
};

/** @param onError is told why the past could not be shown */
export function createTimelineState(
  score: Pick<ScoreState, 'source' | 'order' | 'moment' | 'lookAt' | 'ablation' | 'saliency' | 'weightGradients'>,
  onError: (thrown: unknown) => void,
): TimelineState {
  let session = -1;
  let moments = $state.raw<readonly TimelineMoment[]>([]);
  let answers = $state.raw<DigitAnswers | null>(null);
  let ask: EngineClient['ask'] | null = null;

  const index = $derived(score.moment ? nearest(score.moment.step) : moments.length - 1);
  const matrix = $derived(answersAt(score.source && answers, moments));

  /** The past moment nearest to a step; never the last one, which is now. */
  function nearest(step: number): number {
    const past = moments.slice(0, -1);
    return past.reduce(
      (best, moment, place) => (Math.abs(moment.step - step) < Math.abs(past[best].step - step) ? place : best),
      0,
    );
  }

  async function askForAnswers(): Promise<DigitAnswers | null> {
    const { source, order } = score;
    if (!ask || !source || moments.length < 2) return null;
    const reading = { session, source, order };
    const after = lastAnswered(answers, reading);
    if (after === moments.at(-1)?.step) return null;
    const told = await ask('readingThroughTime', { session, after, source, ...(order && { order }) });
    return told && withAnswers(answers, reading, told);
  }

  const follower = createFollower(askForAnswers, restMs, {
    answered: (next) => {
      if (next?.reading.session === session) answers = next;
    },
    // The next moment, or the next digit, asks again.
    failed: () => undefined,
  });

  function receive(next: Timeline): void {
    if (next.session !== session) return;
    moments = next.moments;
    const { moment } = score;
    if (!moment || moments.some(({ step }) => step === moment.step)) return;
    // The engine has dropped the moment that is shown.
    if (moments.length > 1) score.lookAt({ session, step: moments[nearest(moment.step)].step });
  }

  return {
    get moments() {
      return moments;
    },
    get index() {
      return index;
    },
    get answers() {
      return matrix;
    },
    goTo: (wanted) => {
      const isPast = wanted < moments.length - 1;
      score.lookAt(isPast ? { session, step: moments[Math.max(0, wanted)].step } : null);
    },
    reader: () => {
      const [engine, of] = [ask, session];
      const { source, order, ablation, saliency, weightGradients } = score;
      return async (step) => {
        if (!engine || !source) return null;
        const how = {
          ...(order && { order }),
          ...(ablation && { ablation }),
          ...(saliency && { saliency }),
          ...(weightGradients && { weightGradients }),
        };
        return engine('traceAt', { session: of, step, source, ...how });
      };
    },
    follow: follower.refresh,
    receive,
    enter: (engine, next) => {
      ask = engine;
      session = next;
      moments = [];
      answers = null;
      score.lookAt(null);
      engine('getTimeline', undefined).then(receive, onError);
    },
  };
}
