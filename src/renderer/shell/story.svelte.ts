/** The first minute in the app: when it begins by itself, where it is seen, and how it is told again. */

import { untrack } from 'svelte';
import type { DigitSource } from '../../protocol/trace.ts';
import { showsMnist } from '../data-sets/data-set.svelte.ts';
import type { Chapter } from '../first-minute/chapters.ts';
import { createFirstMinute, type FirstMinute } from '../first-minute/first-minute.svelte.ts';
import { createLoan } from '../first-minute/loan.svelte.ts';
import type { Pad } from '../lab/pad/pad.svelte.ts';
import { isSmallNetwork } from '../lab/weights/small-network.ts';
import type { Lab } from './lab.svelte.ts';
import type { RoomState } from './links/room.svelte.ts';

export type Story = {
  readonly firstMinute: FirstMinute;
  /** What is told now; null where another room is open, or no engine answers. */
  readonly chapter: Chapter | null;
  /** Whether a network is shown for its sake alone. */
  readonly showsLoan: boolean;
  /** Tells it from the beginning, in the Lab. */
  readonly tell: () => void;
  /** Ends it for what a person wants to see instead. */
  readonly end: () => void;
};

/** Call it while a component is set up. */
export function createStory(
  { engine, files, model, run, score }: Pick<Lab, 'engine' | 'files' | 'model' | 'run' | 'score'>,
  pad: Pad,
  room: RoomState,
): Story {
  const firstMinute = createFirstMinute({ score, pad, run });
  const loan = createLoan(engine, files, model);
  const chapter = $derived(engine.connected && room.open === 'lab' ? firstMinute.chapter : null);
  // Whoever comes by a link came to see something else.
  const beginsItself = room.first.text === '' || room.first.isOwn;
  let hasMet = !beginsItself;
  $effect(() => {
    const shown = engine.status?.model;
    if (!shown || hasMet) return;
    hasMet = true;
    untrack(() => {
      firstMinute.meet(shown.origin === 'pretrained' || isSmallNetwork(shown));
      // Another page tells the story too, or did when it was closed.
      if (firstMinute.chapter !== null && isSmallNetwork(shown)) loan.adopt();
    });
  });
  /** Other rooms show the network that they are about. */
  const isTold = $derived(firstMinute.chapter !== null && room.open === 'lab');
  const origin = $derived(engine.status?.model.origin);
  $effect(() => {
    if (origin) untrack(isTold ? loan.begin : loan.end);
  });

  /** What was read when the story was asked for, to be read again after it. */
  let before: DigitSource | null = null;
  function restore(): void {
    const source = before;
    before = null;
    if (source?.kind === 'test') pad.showTestDigit(source.index);
    else if (source && pad.drawing.blank) pad.drawing.undo();
  }
  $effect(() => {
    if (firstMinute.chapter === null) untrack(restore);
  });

  async function tell(): Promise<void> {
    before ??= score.source;
    const { status } = engine;
    // What it says is true of a network that has learned to read digits.
    if (status?.model.origin === 'untrained' || !showsMnist(status)) await model.showShipped(true);
    room.enter('lab');
    firstMinute.open();
  }

  return {
    firstMinute,
    get chapter() {
      return chapter;
    },
    get showsLoan() {
      return loan.isShown;
    },
    tell: () => void tell(),
    end: () => {
      before = null;
      if (firstMinute.chapter) firstMinute.close();
    },
  };
}
