/** A person's own digits: always their number, and the digits and the network's answers while they are shown. */

import type { PersonalAnswers, PersonalDigits, PersonalSet, PersonalStatus } from '../../protocol/personal.ts';
import type { Pixels } from '../../protocol/values.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { limits } from '../../domain/limits/limits.ts';

const pixelCount = 28 * 28;

export type Imported = { readonly added: number; readonly known: number };

export type PersonalState = {
  /** Null until an engine has reported it. */
  readonly status: PersonalStatus | null;
  /** As last fetched. */
  readonly set: PersonalSet | null;
  /** Answers to the digits of `set`; null until they have been read. */
  readonly answers: PersonalAnswers | null;
  readonly reading: boolean;
  /** Whether digits are being added. */
  readonly importing: boolean;
  /** What was removed last and can be brought back. */
  readonly removed: PersonalDigits | null;
  /** Keeps a drawing. @returns whether it is kept; a failure has been reported */
  readonly keep: (pixels: Pixels, label: number, answer: number | null) => Promise<boolean>;
  /** @returns null where it failed, which has been reported */
  readonly add: (images: Uint8Array, labels: Uint8Array) => Promise<Imported | null>;
  readonly relabel: (index: number, label: number) => void;
  readonly remove: (index: number) => void;
  readonly undoRemove: () => void;
  /** Fetches the digits and has the present weights read them. */
  readonly look: () => void;
  /** Fetches only the digits, whatever network is shown. @returns null where it failed, which has been reported */
  readonly fetchSet: () => Promise<PersonalSet | null>;
  readonly fineTune: () => void;
  readonly stopFineTuning: () => void;
  readonly receive: (status: PersonalStatus) => void;
  readonly attach: (ask: EngineClient['ask']) => void;
  /** The engine has gone, and with it any fine-tuning under way. */
  readonly detach: () => void;
};

/**
 * @param onError is told why something failed
 * @param now milliseconds since 1970
 */
export function createPersonalState(onError: (thrown: unknown) => void, now = () => Date.now()): PersonalState {
  let status = $state.raw<PersonalStatus | null>(null);
  let set = $state.raw<PersonalSet | null>(null);
  let answers = $state.raw<PersonalAnswers | null>(null);
  let removed = $state.raw<PersonalDigits | null>(null);
  let reading = $state(false);
  let importing = $state(false);
  let engine: EngineClient['ask'] | null = null;

  /** Runs what may fail, and reports the failure. */
  async function attempt<Result>(work: (ask: EngineClient['ask']) => Promise<Result>): Promise<Result | null> {
    if (!engine) return null;
    try {
      return await work(engine);
    } catch (thrown) {
      onError(thrown);
      return null;
    }
  }

  const change = (work: (ask: EngineClient['ask']) => Promise<PersonalStatus>) =>
    attempt(async (ask) => (status = await work(ask)));

  function present(ask: EngineClient['ask']): Promise<PersonalSet> {
    return set && set.version === status?.version ? Promise.resolve(set) : ask('getPersonalDigits', undefined);
  }

  async function look(): Promise<void> {
    if (reading) return;
    reading = true;
    await attempt(async (ask) => {
      const fetched = await present(ask);
      const told = fetched.ids.length === 0 ? null : await attempt(() => ask('evaluatePersonal', undefined));
      if (ask !== engine) return;
      // Together, so that answers never belong to other digits.
      set = fetched;
      answers = told?.version === fetched.version ? told : null;
    });
    reading = false;
  }

  async function add(images: Uint8Array, labels: Uint8Array): Promise<Imported | null> {
    importing = true;
    const added = await addInPieces(images, labels);
    importing = false;
    return added;
  }

  async function addInPieces(images: Uint8Array, labels: Uint8Array): Promise<Imported | null> {
    const before = status?.count ?? 0;
    for (let first = 0; first < labels.length; first += limits.maxDigitsAtOnce) {
      const some = labels.slice(first, first + limits.maxDigitsAtOnce);
      const digits = {
        images: images.slice(first * pixelCount, (first + some.length) * pixelCount),
        labels: some,
        answers: new Uint8Array(some.length).fill(255),
        times: new Float64Array(some.length).fill(now()),
      };
      if (!(await change((ask) => ask('keepDigits', digits)))) return null;
    }
    const added = (status?.count ?? 0) - before;
    return { added, known: labels.length - added };
  }

  return {
    get status() {
      return status;
    },
    get set() {
      return set;
    },
    get answers() {
      return answers;
    },
    get reading() {
      return reading;
    },
    get importing() {
      return importing;
    },
    get removed() {
      return removed;
    },
    async keep(pixels, label, answer) {
      const digits = {
        images: Uint8Array.from(pixels),
        labels: Uint8Array.of(label),
        answers: Uint8Array.of(answer ?? 255),
        times: Float64Array.of(now()),
      };
      return (await change((ask) => ask('keepDigits', digits))) !== null;
    },
    add,
    relabel: (index, label) => {
      if (!set) return;
      const id = set.ids[index];
      void change((ask) => ask('relabelDigits', { ids: [id], label }));
    },
    remove: (index) => {
      if (!set) return;
      const { ids } = set;
      const gone = {
        images: set.images.slice(index * pixelCount, (index + 1) * pixelCount),
        labels: set.labels.slice(index, index + 1),
        answers: set.answers.slice(index, index + 1),
        times: set.times.slice(index, index + 1),
      };
      void change((ask) => ask('removeDigits', { ids: [ids[index]] })).then((done) => {
        if (done) removed = gone;
      });
    },
    undoRemove: () => {
      const back = removed;
      removed = null;
      if (!back) return;
      void change((ask) => ask('keepDigits', back)).then((done) => {
        // What could not be brought back can be tried again.
        if (!done) removed ??= back;
      });
    },
    look: () => void look(),
    fetchSet: () => attempt(present),
    fineTune: () => void attempt((ask) => ask('fineTune', { seed: 1 })),
    stopFineTuning: () => void attempt((ask) => ask('stopFineTuning', undefined)),
    receive: (next) => {
      status = next;
    },
    detach: () => {
      if (status?.fineTuning?.phase === 'running') status = { ...status, fineTuning: null };
    },
    attach: (ask) => {
      engine = ask;
      // Another engine numbers its sets anew.
      set = null;
      answers = null;
      removed = null;
      void change((asked) => asked('getPersonal', undefined));
    },
  };
}
