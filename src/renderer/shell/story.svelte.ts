/** The first minute in the app: when it begins by itself, where it is seen, and how it is told again. */

import { showsMnist } from '../data-sets/data-set.svelte.ts';
import type { Chapter } from '../first-minute/chapters.ts';
import { createFirstMinute, type FirstMinute } from '../first-minute/first-minute.svelte.ts';
import type { Pad } from '../lab/pad/pad.svelte.ts';
import type { Lab } from './lab.svelte.ts';
import type { RoomState } from './links/room.svelte.ts';

export type Story = {
  readonly firstMinute: FirstMinute;
  /** What is told now; null where another room is open, or no engine answers. */
  readonly chapter: Chapter | null;
  /** Tells it from the beginning, in the Lab. */
  readonly tell: () => void;
};

/** Call it while a component is set up. */
export function createStory(lab: Pick<Lab, 'engine' | 'model' | 'run' | 'score'>, pad: Pad, room: RoomState): Story {
  const { engine, model, run, score } = lab;
  const firstMinute = createFirstMinute({ score, pad, run });
  const chapter = $derived(engine.connected && room.open === 'lab' ? firstMinute.chapter : null);
  // Whoever comes by a link came to see something else.
  const beginsItself = room.first.text === '' || room.first.isOwn;
  $effect(() => {
    if (engine.status && beginsItself) firstMinute.meet(engine.status);
  });

  async function tell(): Promise<void> {
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
    tell: () => void tell(),
  };
}
