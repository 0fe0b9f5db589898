/**
 * The test digits and the network's last answers. The digits are fetched once, in pieces; the answers belong to the
 * weights of one moment, and `staleness` says whether those are still the present ones.
 */

import type { TestAnswers } from '../../protocol/answers.ts';
import type { EngineStatus } from '../../protocol/run.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { comesTrained } from '../lab/training/progress.ts';
import { limits } from '../../domain/limits/limits.ts';

const pixelCount = 28 * 28;

export type TestImages = {
  /** Digits fetched so far, from the first one on. */
  readonly count: number;
  /** [total × 784] bytes. */
  readonly pixels: Uint8Array;
  /** [total] digits 0 to 9. */
  readonly labels: Uint8Array;
};

export type TestSetState = {
  readonly images: TestImages | null;
  readonly answers: TestAnswers | null;
  /** Whether answers are being computed. */
  readonly counting: boolean;
  /** Fetches up to `total` digits, those that are missing. */
  readonly load: (total: number) => void;
  /** Requests the answers of the present weights. */
  readonly count: () => void;
  readonly cancel: () => void;
  /** Drops everything: another data set is shown. */
  readonly forget: () => void;
  readonly attach: (ask: EngineClient['ask']) => void;
};

/** Whether the answers belong to weights other than the present ones. */
export function isStale(
  { session, step }: Pick<TestAnswers, 'session' | 'step'>,
  { session: present, model, run }: EngineStatus,
): boolean {
  return session !== present || (!comesTrained(model.origin) && step !== run.step);
}

/** @param onError is told why something failed */
export function createTestSet(onError: (thrown: unknown) => void): TestSetState {
  let images = $state.raw<TestImages | null>(null);
  let answers = $state.raw<TestAnswers | null>(null);
  let counting = $state(false);
  let engine: EngineClient['ask'] | null = null;
  let loading = false;

  async function load(total: number): Promise<void> {
    if (loading) return;
    loading = true;
    try {
      let known: TestImages =
        images?.labels.length === total
          ? images
          : { count: 0, pixels: new Uint8Array(total * pixelCount), labels: new Uint8Array(total) };
      while (engine && known.count < total) {
        const first = known.count;
        const before = images;
        const piece = await engine('getTestDigits', {
          first,
          count: Math.min(limits.maxTestDigitsAtOnce, total - first),
        });
        // Another data set has been shown meanwhile.
        if (images !== before) break;
        if (piece.labels.length === 0) break;
        known.pixels.set(piece.images, first * pixelCount);
        known.labels.set(piece.labels, first);
        known = { ...known, count: first + piece.labels.length };
        images = known;
      }
    } catch (thrown) {
      onError(thrown);
    }
    loading = false;
  }

  async function count(): Promise<void> {
    if (!engine || counting) return;
    const asked = engine;
    counting = true;
    try {
      const told = await asked('getAnswers', undefined);
      if (told && asked === engine) answers = told;
    } catch (thrown) {
      onError(thrown);
    }
    counting = false;
  }

  return {
    get images() {
      return images;
    },
    get answers() {
      return answers;
    },
    get counting() {
      return counting;
    },
    load: (total) => void load(total),
    count: () => void count(),
    cancel: () => {
      engine?.('cancelAnswers', undefined).catch(onError);
    },
    forget: () => {
      images = null;
      answers = null;
    },
    attach: (next) => {
      engine = next;
      // Another engine numbers its sessions anew.
      answers = null;
    },
  };
}
