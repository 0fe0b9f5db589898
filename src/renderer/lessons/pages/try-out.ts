/** What a lesson's "Try it" link changes in the app; the shell carries it out. */

import type { View } from '../../../protocol/link/view.ts';
import type { Brought, Needs } from './link-needs.ts';

/**
 * The parts of a link that it shows (`protocol/link/view.ts`). By default it goes to the Lab, or to Compare for an experiment, which is
 * started if it has no results yet. Its `settings` change the default recipe without augmentation; a network of these replaces the
 * present one.
 */
export type TryOut = Partial<Pick<View, 'room' | 'digit' | 'row' | 'strip' | 'experiment' | 'settings'>> & {
  /** What must be shown for it; the link brings what is missing. */
  readonly needs?: Needs;
  readonly train?: boolean;
  /** In the room Complete: the window τ (by default the whole past), and the class that is drawn (by default any). */
  readonly seenRows?: number;
  readonly asked?: number;
  /** In the room that reads strips: digits of the test strip. */
  readonly stripOf?: number;
};

export type TryOuts = {
  /** Follows a link and resolves when done; of several at once only the newest. */
  readonly carryOut: (wanted: TryOut) => Promise<void>;
  /** What a link would bring, given what is shown. */
  readonly brings: (wanted: TryOut) => Brought;
};
