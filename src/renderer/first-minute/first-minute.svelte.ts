/** Which chapter of the first minute is open, and what it shows on the picture. */

import { prefersReducedMotion } from 'svelte/motion';
import { readPreference, writePreference } from '../i18n/preference.ts';
import { rowPlayer } from '../lab/score/reading/row-player.svelte.ts';
import type { Pad } from '../lab/pad/pad.svelte.ts';
import type { RunState } from '../lab/training/run-state.ts';
import type { ScoreState } from '../lab/score/reading/score-state.svelte.ts';
import { type Chapter, chapters } from './chapters.ts';
import { smallRecipe } from './small-recipe.ts';

export type FirstMinute = {
  /** Null while it is closed. */
  readonly chapter: Chapter | null;
  readonly open: () => void;
  readonly next: () => void;
  readonly back: () => void;
  /** Ends it; it does not open by itself again. */
  readonly close: () => void;
  /** Trains the small network from guessing on. */
  readonly train: () => void;
  /** Call once the engine has answered: at the very first start the story begins, over a shipped network. */
  readonly meet: (isShipped: boolean) => void;
  /** Call while rows are played: stops where a person moves the scan line. */
  readonly watch: () => void;
};

type Parts = {
  readonly score: Pick<ScoreState, 'row' | 'firstRow' | 'lastRow' | 'trace'>;
  readonly pad: Pick<Pad, 'showTestDigit' | 'showDrawing'>;
  readonly run: Pick<RunState, 'retrain'>;
};

const preferenceName = 'firstMinute';
/** A 7, with which the app starts. */
const firstDigit = 0;

export function createFirstMinute({ score, pad, run }: Parts): FirstMinute {
  let chapter = $state<Chapter | null>(null);
  /** Where the player has put the scan line. */
  let put = 0;

  const player = rowPlayer({
    row: () => score.row,
    range: () => ({ first: score.firstRow, last: score.lastRow }),
    steps: () => score.lastRow + 1,
    onrow: (row) => {
      put = row;
      score.row = row;
    },
  });

  function playRows(): void {
    // Who wants no motion moves the scan line alone, from where most is still to come.
    score.row = prefersReducedMotion.current ? Math.floor((score.firstRow + score.lastRow) / 2) : score.lastRow;
    if (!prefersReducedMotion.current) player.toggle();
  }

  function showDigit(): void {
    pad.showTestDigit(firstDigit);
    score.row = score.lastRow;
  }

  const shows: Readonly<Record<Chapter, () => void>> = {
    digit: showDigit,
    rows: playRows,
    units: () => {
      score.row = score.lastRow;
    },
    decision: () => {
      // Whoever comes back from the pad sees the digit again that the sentences are about.
      pad.showTestDigit(firstDigit);
      playRows();
    },
    draw: pad.showDrawing,
    train: showDigit,
  };

  function turnTo(next: Chapter | null): void {
    player.pause();
    chapter = next;
    if (next) {
      shows[next]();
      return;
    }
    score.row = score.lastRow;
    writePreference(preferenceName, 'seen');
  }

  function turnBy(pages: number): void {
    if (chapter) turnTo(chapters[chapters.indexOf(chapter) + pages] ?? null);
  }

  return {
    get chapter() {
      return chapter;
    },
    open: () => {
      turnTo(chapters[0]);
    },
    next: () => {
      turnBy(1);
    },
    back: () => {
      if (chapter !== chapters[0]) turnBy(-1);
    },
    close: () => {
      turnTo(null);
    },
    train: () => {
      run.retrain(smallRecipe);
    },
    meet: (isShipped) => {
      const isDue = readPreference(preferenceName, ['due', 'seen'], 'due') === 'due';
      if (isDue && isShipped) turnTo(chapters[0]);
    },
    watch: () => {
      if (player.playing && score.row !== put) player.pause();
    },
  };
}
