/**
 * Which trained row generators are kept: the newest, and the one whose place it took. What a training has made stays the newest
 * until the next one has been measured better on the same images, or has ended.
 */

import { createAutosave } from '../training/autosave.ts';
import type { GeneratorFiles, GeneratorSlot, KeptGenerator } from './kept-generator.ts';

/** Where one could not be kept. */
const saveAgainMs = 60_000;

export type Keeping = ReturnType<typeof createKeeping>;

/**
 * @param files null: they last as long as the engine
 * @param onFailure hears why one could not be kept: the first time, and again only after it has worked in between
 */
export function createKeeping(files: GeneratorFiles | null, onFailure: (error: unknown) => void) {
  const kept: Record<GeneratorSlot, KeptGenerator | null> = { newest: null, former: null };
  /** The network that the newest was read from or made into. */
  let newestOf: object | null = null;
  /** In the order in which they are written, so that what takes a place is never there before what stood in it is safe. */
  const unsaved = new Map<GeneratorSlot, KeptGenerator | null>();
  const autosave = createAutosave(
    async () => {
      for (const [slot, generator] of [...unsaved]) {
        unsaved.delete(slot);
        try {
          await (generator ? files?.[slot].save(generator) : files?.[slot].remove());
        } catch (error) {
          if (!unsaved.has(slot)) unsaved.set(slot, generator);
          throw error;
        }
      }
      return 0;
    },
    onFailure,
    saveAgainMs,
  );

  function put(slot: GeneratorSlot, generator: KeptGenerator | null): void {
    kept[slot] = generator;
    unsaved.delete(slot);
    unsaved.set(slot, generator);
  }

  return {
    /** Reads what the engine before has kept. */
    async load(): Promise<KeptGenerator | null> {
      kept.newest ??= (await files?.newest.load()) ?? null;
      kept.former ??= (await files?.former.load()) ?? null;
      return kept.newest;
    },
    /** The newest is used as this network. */
    use(network: object): void {
      newestOf = network;
    },
    /**
     * Keeps what a training has come to, where it may take the place of the newest.
     * @param hasEnded by itself or because a person stopped it
     */
    offer(next: KeptGenerator, network: object, hasEnded: boolean): void {
      const { newest, former } = kept;
      if (newest && newestOf !== network) {
        const mayReplace = hasEnded ? next.losses.length > 0 : isBetter(next, newest);
        if (!mayReplace) return;
        if (isFinished(newest) || !former) put('former', newest);
      }
      put('newest', next);
      newestOf = network;
      autosave.save();
    },
    /** The one that can be brought back in the place of this network. */
    besides: (shown: object | null): KeptGenerator | null =>
      kept.newest && newestOf !== shown ? kept.newest : kept.former,
    /** Has it the newest again, which this network was made of. @param generator of {@link besides} */
    bringBack(generator: KeptGenerator, network: object): void {
      newestOf = network;
      const { newest } = kept;
      if (generator === newest) return;
      put('newest', generator);
      put('former', newest);
      autosave.save();
    },
    /** Lets go of the newest, where this network is it. */
    async forget(shown: object): Promise<void> {
      if (newestOf !== shown) return;
      put('newest', null);
      await autosave.saved();
    },
    /** Answers when all is on the disk, or cannot be. */
    saved: () => autosave.saved(),
  };
}

function isFinished({ step, totalSteps }: KeptGenerator): boolean {
  return step >= totalSteps;
}

/** On the same images, or it cannot be said. */
function isBetter(next: KeptGenerator, former: KeptGenerator): boolean {
  if (next.dataSet?.id !== former.dataSet?.id || next.testImages !== former.testImages) return false;
  return next.testLoss !== null && former.testLoss !== null && next.testLoss < former.testLoss;
}
