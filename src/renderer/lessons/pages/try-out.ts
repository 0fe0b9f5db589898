/** What a lesson's "Try it" link changes in the app; the shell carries it out. */

import type { ExperimentName } from '../../../domain/experiments/experiment.ts';
import type { Recipe } from '../../../domain/recipe/recipe.ts';
import type { Room } from '../../../protocol/rooms.ts';
import type { Brought, Needs } from './link-needs.ts';

export type TryOut = {
  /** What must be shown for it; the link brings what is missing. */
  readonly needs?: Needs;
  /** Changes to the default recipe without augmentation; a network of these settings replaces the present one. */
  readonly settings?: Partial<Recipe>;
  /** Index of a test digit to read. */
  readonly digit?: number;
  /** Step of the score to look at, from 0; in the room Complete the last given row, −1 for none. */
  readonly row?: number;
  /** The room to go to; by default the Lab, or Compare for an experiment. */
  readonly room?: Room;
  readonly train?: boolean;
  /** An experiment of the room Compare, started if it has no results yet. */
  readonly experiment?: ExperimentName;
};

export type TryOuts = {
  /** Follows a link and resolves when done; of several at once only the newest. */
  readonly carryOut: (wanted: TryOut) => Promise<void>;
  /** What a link would bring, given what is shown. */
  readonly brings: (wanted: TryOut) => Brought;
};
