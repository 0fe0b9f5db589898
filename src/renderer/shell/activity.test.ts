import { describe, expect, test } from 'vitest';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { PersonalStatus } from '../../protocol/personal.ts';
import { activityOf, presentWork } from './activity.ts';
import { createEnding } from './ending.svelte.ts';
import { generatorWith, idleRun, statusWith } from '../client/testing/fake-engine.ts';
import { stripReaderWith } from '../client/testing/strips.ts';

type Watched = Parameters<ReturnType<typeof createEnding>['watch']>[0];

const run = (changes: object) => statusWith({ run: { ...idleRun, totalSteps: 200, ...changes } });
const compared = (state: ComparedRun['state'], step: number, experiment: ComparedRun['experiment'] = 'cells') =>
  ({ state, step, totalSteps: 100, experiment }) as ComparedRun;
const fineTuning = (phase: string, step = 0) =>
  ({ fineTuning: { phase, step, totalSteps: 50 } }) as unknown as PersonalStatus;

type Changes = Partial<Record<'status' | 'lastEpoch' | 'comparison' | 'generator' | 'strips' | 'personal', unknown>>;

function busy({ status = run({}), lastEpoch = null, ...changes }: Changes = {}): Watched {
  const idle = { generator: { status: null }, strips: { status: null }, personal: { status: null } };
  const rest = { comparison: { runs: [], running: false }, ...idle };
  return { engine: { status }, history: { lastEpoch }, ...rest, ...changes } as unknown as Watched;
}

describe('what runs', () => {
  test.each([
    ['nothing', {}, null],
    ['a run', { status: run({ phase: 'training', step: 50 }) }, { kind: 'training', share: 0.25 }],
    ['a run without steps', { status: run({ phase: 'training', totalSteps: 0 }) }, { kind: 'training', share: 0 }],
    ['fine-tuning', { personal: { status: fineTuning('running', 25) } }, { kind: 'fineTuning', share: 0.5 }],
    ['finished fine-tuning', { personal: { status: fineTuning('done', 50) } }, null],
    [
      'the generator',
      { generator: { status: generatorWith({ training: true, step: 1, totalSteps: 4 }) } },
      { kind: 'generator', share: 0.25 },
    ],
    [
      'the strip reader',
      { strips: { status: stripReaderWith({ training: true, step: 1, totalSteps: 4 }) } },
      { kind: 'strips', share: 0.25 },
    ],
    [
      'an experiment, its runs together and no others',
      {
        comparison: {
          running: true,
          runs: [
            compared('done', 100, 'window'),
            compared('done', 100),
            compared('stopped', 7),
            compared('running', 50),
            compared('waiting', 0),
          ],
        },
      },
      { kind: 'experiment', share: 0.5 },
    ],
  ] as const)('%s', (_name, changes, activity) => {
    expect(activityOf(busy(changes))).toEqual(activity);
  });
});

describe('what is reported of it', () => {
  const told = (connected: boolean, changes: Changes, busyRun = false) => {
    const work = busy(changes);
    return presentWork({ ...work, engine: { ...work.engine, connected }, run: { busy: busyRun } });
  };
  const training = { status: run({ phase: 'training', step: 50 }) };

  test('is what runs, and keeps the machine awake even where it has no share', () => {
    expect(told(true, training, true)).toEqual({ activity: { kind: 'training', share: 0.25 }, busy: true });
    expect(told(true, { personal: { status: fineTuning('running', 25) } })).toMatchObject({ busy: true });
    expect(told(true, {}, true)).toEqual({ activity: null, busy: true });
    expect(told(true, {})).toEqual({ activity: null, busy: false });
  });

  test('is nothing without an engine, whatever ran last', () => {
    expect(told(false, training, true)).toEqual({ activity: null, busy: false });
    expect(told(false, { personal: { status: fineTuning('running', 25) } })).toEqual({ activity: null, busy: false });
  });
});

describe('what ended', () => {
  /** The sentence after the engine was in these states, one after the other. */
  function after(...seen: Changes[]): string | null {
    const ending = createEnding();
    for (const changes of seen) ending.watch(busy(changes));
    return ending.sentence;
  }
  const training = { status: run({ phase: 'training', step: 199 }) };
  const trained = (changes: object) => {
    const status = run({ phase: 'finished', step: 200, ...changes });
    return { ...status, model: { ...status.model, origin: 'trained' } };
  };

  test('is reported with the accuracy of the final weights', () => {
    const lastEpoch = { step: 200, testAccuracy: 0.9907 };
    expect(after(training, { status: trained({}), lastEpoch })).toBe('Training finished: test accuracy 99.07%.');
    expect(after(training, { status: trained({}), lastEpoch: { ...lastEpoch, step: 100 } })).toBe('Training finished.');
  });

  test('is not reported where it was found ended, paused by the person, or cut off with the connection', () => {
    expect(after({ status: trained({}) })).toBeNull();
    expect(after(training, { status: trained({ phase: 'paused' }) })).toBeNull();
    expect(after(training, { status: null })).toBeNull();
  });

  test('is dropped when something else begins', () => {
    expect(after(training, { status: trained({}) }, training)).toBeNull();
  });

  test('may be an experiment, a generator, or fine-tuning, but not one that was stopped', () => {
    const experiment = (state: ComparedRun['state'], running: boolean) => ({
      comparison: { running, runs: [compared(state, 100)] },
    });
    expect(after(experiment('running', true), experiment('done', false))).toBe('The experiment is finished.');
    expect(after(experiment('running', true), experiment('stopped', false))).toBeNull();
    const generator = (running: boolean, step: number) => ({
      generator: { status: generatorWith({ training: running, step, totalSteps: 9 }) },
    });
    expect(after(generator(true, 3), generator(false, 9))).toBe('The row generator is trained.');
    expect(after(generator(true, 3), generator(false, 3))).toBeNull();
    const reader = (running: boolean, step: number) => ({
      strips: { status: stripReaderWith({ training: running, step, totalSteps: 9 }) },
    });
    expect(after(reader(true, 3), reader(false, 9))).toBe('The strip reader is trained.');
    expect(after(reader(true, 3), reader(false, 3))).toBeNull();
    const tuned = (phase: string) => ({ personal: { status: fineTuning(phase) } });
    expect(after(tuned('running'), tuned('done'))).toBe('The network is fine-tuned on your digits.');
    expect(after(tuned('running'), tuned('stopped'))).toBeNull();
  });
});
