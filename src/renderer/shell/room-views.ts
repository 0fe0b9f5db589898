/** The component of each room, and its icon in the rail. */

import BookOpen from '@lucide/svelte/icons/book-open';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import Grid2x2 from '@lucide/svelte/icons/grid-2x2';
import RectangleEllipsis from '@lucide/svelte/icons/rectangle-ellipsis';
import WandSparkles from '@lucide/svelte/icons/wand-sparkles';
import type { Component } from 'svelte';
import type { Room } from '../../protocol/rooms.ts';
import type { Pixels } from '../../protocol/values.ts';
import Compare from '../compare/Compare.svelte';
import Digits from '../digits/Digits.svelte';
import type { DigitsViews } from '../digits/digits-view.svelte.ts';
import Generator from '../generator/Generator.svelte';
import LabRoom from '../lab/Lab.svelte';
import type { Pad } from '../lab/pad/pad.svelte.ts';
import type { ScoreLook } from '../lab/look/score-look.svelte.ts';
import type { TryOuts } from '../lessons/pages/try-out.ts';
import Strips from '../strips/Strips.svelte';
import type { Lab } from './lab.svelte.ts';

/** Everything for rooms; each takes what it uses. */
export type RoomProps = Omit<Lab, 'connection' | 'news'> & {
  readonly pad: Pad;
  readonly look: ScoreLook;
  readonly views: DigitsViews;
  readonly tryOuts: TryOuts;
  /** Puts a picture on the pad. */
  readonly onimage: (file: File) => void;
  /** Opens a test digit in the score. */
  readonly onread: (index: number) => void;
  /** Opens one of the person's own digits in the score. */
  readonly onreadkept: (pixels: Pixels, label: number) => void;
  /** Goes to the pad. */
  readonly ondraw: () => void;
  /** CSS pixels of the window's height that lie over the room, besides the top bar. */
  readonly heightAbove: number;
  /** Undoes fine-tuning. */
  readonly onundo: () => void;
  /** Puts the open lesson beside the Lab. */
  readonly ondock: () => void;
  /** CSS pixels of the window's height that a lesson under the room takes. */
  readonly heightBelow: number;
};

type View = Component<RoomProps>;

type RoomView = { readonly icon: typeof BookOpen } & (
  | { readonly view: View }
  /** On demand. */
  | { readonly load: () => Promise<{ readonly default: View }> }
);

export const roomViews: Readonly<Record<Room, RoomView>> = {
  lab: { icon: FlaskConical, view: LabRoom },
  digits: { icon: Grid2x2, view: Digits },
  compare: { icon: ChartSpline, view: Compare },
  // Its formulas need KaTeX, which should not delay the Lab.
  lessons: { icon: BookOpen, load: () => import('../lessons/Lessons.svelte') },
  generator: { icon: WandSparkles, view: Generator },
  strips: { icon: RectangleEllipsis, view: Strips },
};
