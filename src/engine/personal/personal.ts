/** A person's own digits: keeping them, reading them with the present network, and fine-tuning on them. */

import type {
  FineTuning,
  PersonalAnswers,
  PersonalDigits,
  PersonalSet,
  PersonalStatus,
} from '../../protocol/personal.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import { type DataSet, isMnist } from '../data/data-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Lab } from '../run/lab.ts';
import { keep, relabel, remove, toColumns, toDigitSet } from './digit-changes.ts';
import type { DigitChange, DigitStore, StoredDigits } from './digit-store.ts';
import { createFineTuner } from './fine-tuner.ts';

export type PersonalEvents = {
  readonly onStatus: (status: PersonalStatus) => void;
  /** Called when fine-tuning fails. */
  readonly onFailure: (error: unknown) => void;
};

/** Creates the service for own digits. @param store holds them */
export function createPersonal(store: DigitStore, lab: Lab, pool: KernelPool, events: PersonalEvents) {
  let known: StoredDigits = { digits: new Map(), version: 0, saved: true };
  let fineTuning: FineTuning | null = null;

  const fineTuner = createFineTuner(lab, pool, {
    onProgress(next) {
      fineTuning = next;
      emit();
    },
    onFailure: events.onFailure,
  });

  function status(): PersonalStatus {
    return { count: known.digits.size, version: known.version, saved: known.saved, fineTuning };
  }

  function emit(): void {
    events.onStatus(status());
  }

  function learn(next: StoredDigits): void {
    const isNews = next.version !== known.version || next.saved !== known.saved;
    known = next;
    if (isNews) emit();
  }

  function requireMnist(): DataSet {
    const data = lab.data();
    if (!isMnist(data)) throw otherDataSet(data.name);
    return data;
  }

  async function change(what: DigitChange): Promise<PersonalStatus> {
    learn(await store.change(what));
    return status();
  }

  async function look(): Promise<StoredDigits> {
    learn(await store.read());
    return known;
  }

  return {
    status: async (): Promise<PersonalStatus> => {
      await look();
      return status();
    },
    digits: async (): Promise<PersonalSet> => {
      const { digits: all, version } = await look();
      return { ...toColumns(all), version };
    },
    /** @throws GatescopeError `personalFull` */
    keep: (given: PersonalDigits) => change(keep(given)),
    relabel: (ids: readonly string[], label: number) => change(relabel(ids, label)),
    remove: (ids: readonly string[]) => change(remove(ids)),
    /** @throws GatescopeError `otherDataSet` if the network was made for a set other than MNIST */
    evaluate: async (): Promise<PersonalAnswers> => {
      requireMnist();
      const { digits: all, version } = known;
      return { ...(await lab.answersTo(toDigitSet(all))), version };
    },
    /**
     * @throws GatescopeError `personalTooFew`, `otherDataSet`, `invalidRequest` while running, or why MNIST could not
     * be read
     */
    fineTune: async (seed: number): Promise<void> => {
      requireMnist();
      const { digits: all } = await look();
      if (all.size < limits.minDigitsToFineTune) throw tooFew(all.size);
      await fineTuner.start(requireMnist, toDigitSet(all), seed);
    },
    stopFineTuning: fineTuner.stop,
  };
}

export type Personal = ReturnType<typeof createPersonal>;

function otherDataSet(name: string): GatescopeError {
  const message = `Your own digits work with MNIST only, and ${name} is open: go back to MNIST first.`;
  return new GatescopeError('otherDataSet', message, { name });
}

function tooFew(count: number): GatescopeError {
  const message = `Fine-tuning needs at least ${limits.minDigitsToFineTune} of your digits, but there are only ${count}: keep a few more.`;
  return new GatescopeError('personalTooFew', message, { count });
}
