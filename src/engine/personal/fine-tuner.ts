/**
 * Fine-tunes a copy of the present network, reports progress, and replaces the network with the copy once it has
 * learned.
 */

import type { FineTuneCheck, FineTunePhase, FineTuning } from '../../protocol/personal.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';
import { limits } from '../../domain/limits/limits.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Lab } from '../run/lab.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import { fineTunedSession, type Session } from '../training/session.ts';
import { fineTune, fineTuneBatch, type FineTuned } from './fine-tune.ts';
import { splitDigits } from './hold-back.ts';

const stepsBetweenEvents = 5;

export type FineTunerEvents = {
  readonly onProgress: (progress: FineTuning) => void;
  readonly onFailure: (error: unknown) => void;
};

/** Creates the fine-tuner; at most one fine-tuning runs at a time. */
export function createFineTuner(lab: Lab, pool: KernelPool, { onProgress, onFailure }: FineTunerEvents) {
  let running: { readonly cancellation: AbortController; readonly ended: Promise<void> } | null = null;

  async function run(base: Session, mnist: Mnist, own: DigitSet, seed: number, signal: AbortSignal): Promise<void> {
    const split = splitDigits(own);
    const checks: FineTuneCheck[] = [];
    const baseStep = base.step;
    let step = 0;
    const emit = (phase: FineTunePhase, kept: number | null = null) => {
      const counts = { learned: split.learned.count, heldBack: split.heldBack.count };
      onProgress({ phase, step, totalSteps: limits.maxFineTuneSteps, ...counts, checks: [...checks], kept });
    };
    emit('running');
    let network: Network | null = null;
    try {
      network = copyOf(base);
      const result = await fineTune(network, mnist, split, seed, signal, {
        onStep(done) {
          step = done;
          if (step % stepsBetweenEvents === 0) emit('running');
        },
        onCheck(check) {
          checks.push(check);
          emit('running');
        },
      });
      const { kept } = result;
      const isPresent = () => lab.session === base && base.step === baseStep;
      const isWanted = () => isPresent() && !signal.aborted;
      const make = () => sessionOf(base, result, checks[kept ?? 0]);
      const stands = kept === null ? isWanted() : await lab.adopt(make, isWanted);
      if (stands) emit(result.phase, kept);
      else emit(isPresent() ? 'stopped' : 'outrun');
    } catch (error) {
      emit(signal.aborted ? 'stopped' : 'failed');
      if (!signal.aborted) onFailure(error);
    } finally {
      network?.dispose();
    }
  }

  function copyOf({ network, recipe }: Session): Network {
    // A network trained with the loss at every step keeps that loss; a Transformer only answers after the last step.
    const isAtEach = recipe.lossAt !== 'lastStep' && network.config.cell !== 'transformer';
    const options = { batchSize: fineTuneBatch, lossAt: isAtEach ? 'everyStep' : 'lastStep' } as const;
    return createNetwork(pool, network.config, network.readWeights(), options);
  }

  function sessionOf(base: Session, { weights }: FineTuned, { step, testAccuracy }: FineTuneCheck): Session {
    const { network, recipe } = base;
    return fineTunedSession(pool, { model: network.config, weights, recipe, step: base.step + step, testAccuracy });
  }

  return {
    /**
     * Resolves when it has started; training of the network itself is paused.
     * @param mnist called after the pause, since another data set may be shown by then; if it throws, that is the
     * failure
     * @throws GatescopeError if it is already running
     */
    start: async (mnist: () => Mnist, own: DigitSet, seed: number): Promise<void> => {
      if (running)
        throw new GatescopeError('invalidRequest', 'Fine-tuning is already running: stop it or wait until it ends.');
      const cancellation = new AbortController();
      const ended = (async () => {
        await lab.pause();
        await run(lab.session, mnist(), own, seed, cancellation.signal);
      })()
        .catch(onFailure)
        .finally(() => (running = null));
      running = { cancellation, ended };
      await Promise.resolve();
    },
    /** Resolves when it has ended, at once if it is not running. */
    stop: async (): Promise<void> => {
      running?.cancellation.abort();
      await running?.ended;
    },
  };
}
