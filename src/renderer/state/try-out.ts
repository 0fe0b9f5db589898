/** What a lesson's "Try it" link does to the app. */

import { defaultRecipe } from '../../engine/models/config.ts';
import type { ExperimentName } from '../../protocol/comparison.ts';
import type { Recipe } from '../../protocol/recipe.ts';
import { shownDataSetId } from './data-set.svelte.ts';
import type { Lab } from './lab.svelte.ts';
import type { Pad } from './pad.svelte.ts';
import type { Room, RoomState } from './room.svelte.ts';

/** What the lessons say of training was seen on the digits as they are. */
const plainRecipe: Recipe = { ...defaultRecipe, augmentation: 'none' };

export type TryOut = {
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

/** @returns what carries a link out; the engine takes its orders one after the other */
export function createTryOut(
  lab: Pick<Lab, 'restart' | 'train' | 'score' | 'generator' | 'comparison' | 'status'>,
  pad: Pad,
  room: RoomState,
) {
  function read({ digit, row }: TryOut): void {
    if (digit !== undefined) pad.showTestDigit(digit);
    if (row !== undefined) lab.score.row = row;
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

  return (wanted: TryOut) => {
    const { settings, experiment, room: target = experiment ? 'compare' : 'lab', train = false } = wanted;
    if (settings) lab.restart({ ...plainRecipe, ...settings }, true);
    if (train) lab.train();
    if (experiment) compare(experiment);
    if (target === 'generator') complete(wanted);
    else read(wanted);
    room.enter(target);
  };
}
