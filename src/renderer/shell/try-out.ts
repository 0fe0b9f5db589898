/** What a lesson's "Try it" link does to the app. */

import { defaultRecipe, truncationOfRecipe } from '../../domain/recipe/config.ts';
import type { ExperimentName } from '../../domain/experiments/experiment.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { answerAt } from '../lab/score/reading/trace-reading.ts';
import { shownDataSetId, showsMnist } from '../data-sets/data-set.svelte.ts';
import type { Lab } from './lab.svelte.ts';
import {
  type Brought,
  broughtFor,
  generatorFor,
  hasLearned,
  type Needs,
  type Shown,
} from '../lessons/pages/link-needs.ts';
import type { Pad } from '../lab/pad/pad.svelte.ts';
import type { Room } from '../../protocol/rooms.ts';
import type { RoomState } from './room.svelte.ts';

/** What the lessons say of training was seen on the digits as they are. */
const plainRecipe: Recipe = { ...defaultRecipe, augmentation: 'none' };

export type TryOut = {
  /** What must be shown for it; where it is not, the link brings it. */
  readonly needs?: Needs;
  /** Laid over the default recipe without augmentation; a network of these settings then takes the place of the present one. */
  readonly settings?: Partial<Recipe>;
  /** Index of a test digit to read. */
  readonly digit?: number;
  /** Step of the score to look at, from 0; where the room is the generator's, the last row that is given, −1 for none. */
  readonly row?: number;
  /** The room to go to; where none is named, the Lab, or Compare for an experiment. */
  readonly room?: Room;
  readonly train?: boolean;
  /** Of the Compare room, begun at once where its results are not there yet. */
  readonly experiment?: ExperimentName;
};

export type TryOuts = {
  /** Carries a link out; answers when it has. Of several at once the newest one is. */
  readonly carryOut: (wanted: TryOut) => Promise<void>;
  /** What a link would bring, as far as is known of what is shown. */
  readonly brings: (wanted: TryOut) => Brought;
};

type PartsOfLab = Pick<
  Lab,
  | 'ask'
  | 'comparison'
  | 'generator'
  | 'history'
  | 'historyVersion'
  | 'restart'
  | 'score'
  | 'showShipped'
  | 'status'
  | 'train'
>;

export function createTryOuts(lab: PartsOfLab, pad: Pad, room: RoomState): TryOuts {
  let newest: TryOut | null = null;

  /** Null before an engine has answered. @param hasNumbers where it is known */
  function shown(hasNumbers = hadNumbers()): Shown | null {
    const { status, history, historyVersion } = lab;
    if (!status) return null;
    const { model, recipe } = status;
    const isRun = model.origin === 'trained' && historyVersion > 0;
    const learned = isRun ? hasLearned(history.column('accuracy')) : model.origin !== 'untrained';
    const truncation = model.origin === 'trained' || model.origin === 'untrained' ? truncationOfRecipe(recipe) : 0;
    return { mnist: showsMnist(status), network: { ...model, learned, hasNumbers, truncation } };
  }

  /** Of the network as it was seen last; of one that nobody has seen yet the best is thought. */
  function hadNumbers(): boolean {
    const { status, score } = lab;
    const { trace } = score;
    if (!trace || trace.origin !== status?.model.origin || trace.step < status.run.step) return true;
    return answerAt(trace, trace.steps - 1) !== null;
  }

  /** Of the network as it is: only what it answers tells. */
  async function hasNumbers(): Promise<boolean> {
    try {
      const trace = await lab.ask('pin', { source: { kind: 'test', index: 0 } });
      return trace === null || answerAt(trace, trace.steps - 1) !== null;
    } catch {
      // The score tells why, as soon as it asks.
      return true;
    }
  }

  function broughtTo({ needs }: TryOut, now: Shown | null): Brought {
    return needs && now ? broughtFor(needs, now) : 'nothing';
  }

  async function bring(wanted: TryOut): Promise<void> {
    const { needs } = wanted;
    const now = shown(needs?.cells ? await hasNumbers() : true);
    if (newest === wanted && broughtTo(wanted, now) !== 'nothing') await lab.showShipped(true);
    if (needs?.generator && generatorFor(lab.generator.status) === 'untrained') lab.generator.restore();
  }

  /** The network as it is, whatever was looked at before. */
  function read({ digit, row }: TryOut): void {
    lab.score.lookAt(null);
    lab.score.readIn(null);
    lab.score.alter(null);
    if (digit !== undefined) pad.showTestDigit(digit, row);
  }

  function complete({ digit, row }: TryOut): void {
    if (digit !== undefined) lab.generator.showTestDigit(digit);
    if (row !== undefined) lab.generator.givenRows = row + 1;
  }

  /** Its results where they are there or on their way: whoever wants them anew has the room's own button. */
  function compare(experiment: ExperimentName): void {
    const results = lab.comparison.resultsOf(experiment, shownDataSetId(lab.status));
    const areWhole = results.length > 0 && results.every(({ state }) => state !== 'stopped');
    if (areWhole) lab.comparison.showResults(experiment, results);
    else lab.comparison.start(experiment);
  }

  return {
    brings: (wanted) => broughtTo(wanted, shown()),
    async carryOut(wanted) {
      newest = wanted;
      const { needs, settings, experiment, room: target = experiment ? 'compare' : 'lab', train = false } = wanted;
      if (needs) await bring(wanted);
      if (newest !== wanted) return;
      // The engine takes its orders one after the other.
      if (settings) lab.restart({ ...plainRecipe, ...settings }, true);
      if (train) lab.train();
      if (experiment) compare(experiment);
      if (target === 'generator') complete(wanted);
      else if (!experiment) read(wanted);
      room.enter(target);
    },
  };
}
