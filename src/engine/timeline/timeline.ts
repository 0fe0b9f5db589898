/** The past of the run shown: its moments, and how a digit was read at each. */

import type { ReadingThroughTime, Timeline, TimelineMoment } from '../../protocol/timeline.ts';
import type { DigitSource, Trace } from '../../protocol/trace.ts';
import type { Digit } from '../../protocol/answers.ts';
import { createBreather } from '../../domain/cooperate.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { type Manner, readableOrder, traceAblated } from '../run/live-trace.ts';
import { aboutTraining, type Session } from '../training/session.ts';
import { createPastNetwork } from './past-network.ts';
import { nearestMoment, type Snapshot } from '../training/snapshots.ts';

/** What to read and how, as in `pin`. */
export type PastReading = Manner & { readonly source: DigitSource };

export type TimelineReader = {
  readonly timeline: () => Timeline;
  /** What has changed since the last call; null: nothing. */
  readonly news: () => Timeline | null;
  /**
   * Reads under the weights of the moment nearest to `step`. null: another session is shown, or it has no past.
   * @throws GatescopeError `memoryShort` if there is no room for a second network
   */
  readonly traceAt: (session: number, step: number, reading: PastReading) => Trace | null;
  /** Reads at all moments after step `after`. null: another session was shown before the end. Throws like `traceAt`. */
  readonly readingThroughTime: (
    session: number,
    after: number,
    reading: Pick<PastReading, 'source' | 'order'>,
  ) => Promise<ReadingThroughTime | null>;
  /** Call when another session is shown. */
  readonly forget: () => void;
};

/**
 * @param shown the present session and its number
 * @param testDigit looks up a test digit
 */
export function createTimeline(
  pool: KernelPool,
  shown: () => { readonly number: number; readonly session: Session },
  testDigit: (index: number) => Digit,
): TimelineReader {
  const past = createPastNetwork(pool);
  const breathe = createBreather();
  let told = '';

  function momentsOf({ snapshots }: Session): readonly Snapshot[] {
    return snapshots?.moments ?? [];
  }

  function timeline(): Timeline {
    const { number, session } = shown();
    const { trainer, history } = session;
    const describe = ({ step, trainLoss }: Snapshot): TimelineMoment => ({
      step,
      epoch: step / (trainer?.stepsPerEpoch ?? 1),
      trainLoss,
      testAccuracy: history.epochs.findLast((record) => record.step === step)?.testAccuracy ?? null,
    });
    return { session: number, moments: momentsOf(session).map(describe) };
  }

  function digitOf(source: DigitSource) {
    return source.kind === 'test' ? testDigit(source.index) : { pixels: source.pixels, label: null };
  }

  return {
    timeline,
    news() {
      const { number, session } = shown();
      const state = [number, session.history.epochs.length, ...momentsOf(session).map(({ step }) => step)].join();
      if (state === told) return null;
      told = state;
      return timeline();
    },
    traceAt(number, step, { source, ...manner }) {
      const { number: present, session } = shown();
      const moment = nearestMoment(momentsOf(session), step);
      if (number !== present || !moment) return null;
      const network = past.at(session.network, moment);
      const origin = moment.step === 0 ? 'untrained' : 'trained';
      const pinned = { source, digit: digitOf(source), ...manner };
      return traceAblated(pool, { network, step: moment.step, origin, ...aboutTraining(session) }, pinned);
    },
    async readingThroughTime(number, after, { source, order }) {
      const { number: present, session } = shown();
      const { pixels } = digitOf(source);
      if (number !== present) return null;
      const { config } = session.network;
      const moments = momentsOf(session).filter(({ step }) => step > after);
      const steps = Uint32Array.from(moments, ({ step }) => step);
      const probabilities = new Float32Array(moments.length * config.classes);
      for (const [index, moment] of moments.entries()) {
        await breathe();
        if (shown().number !== number) return null;
        // Others may have loaded another moment since.
        const network = past.at(session.network, moment);
        probabilities.set(network.answer(pixels, readableOrder(config, order)), index * config.classes);
      }
      return { session: number, steps, probabilities };
    },
    forget: past.forget,
  };
}
