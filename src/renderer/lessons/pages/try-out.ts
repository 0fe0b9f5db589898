/** What a lesson's "Try it" link does to the app. Whoever has the app carries it out. */

import type { ExperimentName } from '../../../domain/experiments/experiment.ts';
import type { Recipe } from '../../../domain/recipe/recipe.ts';
import type { Room } from '../../../protocol/rooms.ts';
import type { Brought, Needs } from './link-needs.ts';

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
