/**
 * Which trained row generators are saved: the newest and its predecessor. The newest stays until the next one has a
 * lower loss on the same images or has finished.
 */

import { createAutosave } from '../training/autosave.ts';
import type { GeneratorFiles, GeneratorSlot, KeptGenerator } from './kept-generator.ts';

/** Retry interval after a failed save. */
const saveAgainMs = 60_000;

/**
 * @param files null: they last as long as the engine
 * @param onFailure receives a failed save: the first time, and again only after one has succeeded in between
 */
export function createKeeping(files: GeneratorFiles | null, onFailure: (error: unknown) => void) {
  const kept: Record<GeneratorSlot, KeptGenerator | null> = { newest: null, former: null };
  /** The network holding the newest generator. */
  let newestOf: object | null = null;
  /** In the order of writing, so that nothing is overwritten before its copy is safe. */
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
    /** Loads what the previous engine saved. */
    async load(): Promise<KeptGenerator | null> {
      kept.newest ??= (await files?.newest.load()) ?? null;
      kept.former ??= (await files?.former.load()) ?? null;
      return kept.newest;
    },
    /** Marks this network as holding the newest generator. */
    use(network: object): void {
      newestOf = network;
    },
    /**
     * Saves the state of a training if it may replace the newest.
     * @param hasEnded on its own or stopped by a person
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
    /** The one that can be brought back in place of this network. */
    besides: (shown: object | null): KeptGenerator | null =>
      kept.newest && newestOf !== shown ? kept.newest : kept.former,
    /** Makes it the newest again, held by this network. @param generator from {@link besides} */
    bringBack(generator: KeptGenerator, network: object): void {
      newestOf = network;
      const { newest } = kept;
      if (generator === newest) return;
      put('newest', generator);
      put('former', newest);
      autosave.save();
    },
    /** Forgets the newest if this network holds it. */
    async forget(shown: object): Promise<void> {
      if (newestOf !== shown) return;
      put('newest', null);
      await autosave.saved();
    },
    /** Resolves when everything is on disk or its save has failed. */
    saved: () => autosave.saved(),
  };
}

function isFinished({ step, totalSteps }: KeptGenerator): boolean {
  return step >= totalSteps;
}

/** Comparable only on the same images. */
function isBetter(next: KeptGenerator, former: KeptGenerator): boolean {
  if (next.dataSet?.id !== former.dataSet?.id || next.testImages !== former.testImages) return false;
  return next.testLoss !== null && former.testLoss !== null && next.testLoss < former.testLoss;
}
