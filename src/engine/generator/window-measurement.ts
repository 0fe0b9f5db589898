/** One measurement of the windows at a time, which lasts as long as the weights that it is of. */

import type { WindowCurve } from '../../protocol/generator.ts';

type Measure = (onProgress: (curve: WindowCurve) => void, signal: AbortSignal) => Promise<WindowCurve['losses']>;

/**
 * @param onChange is told of every change of the curve
 * @param onFailure is told why a measurement failed
 */
export function createWindowMeasurement(measure: Measure, onChange: () => void, onFailure: (error: unknown) => void) {
  let curve: WindowCurve | null = null;
  let cancellation: AbortController | null = null;

  function set(next: WindowCurve | null): void {
    curve = next;
    onChange();
  }

  async function run({ signal }: AbortController): Promise<void> {
    try {
      const losses = await measure((next) => {
        if (!signal.aborted) set(next);
      }, signal);
      if (!signal.aborted) set({ measuring: false, share: 1, losses });
    } catch (error) {
      if (signal.aborted) return;
      set(null);
      onFailure(error);
    }
  }

  /** Ends it; what was measured until then stays. */
  function stop(): void {
    cancellation?.abort();
    cancellation = null;
    if (curve?.measuring) set(curve.losses.length === 0 ? null : { ...curve, measuring: false });
  }

  return {
    curve: () => curve,
    start(): void {
      stop();
      cancellation = new AbortController();
      set({ measuring: true, share: 0, losses: [] });
      void run(cancellation);
    },
    stop,
    /** Ends it and forgets the curve: the weights are others. */
    forget(): void {
      cancellation?.abort();
      cancellation = null;
      if (curve) set(null);
    },
  };
}
