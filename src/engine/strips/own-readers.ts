/** A person's own readers of strips: the one trained last and the one before it, in memory and on disk. */

import type { StripReaderFacts } from '../../protocol/strips.ts';
import { removeFile } from '../system/files.ts';
import { basename, dirname, join } from '../system/paths.ts';
import { createAutosave } from '../training/autosave.ts';
import { loadStripReader, saveStripReader, type StoredStripReader, stripFolder } from './strip-file.ts';

/** Retry interval after a failed save. */
const saveAgainMs = 60_000;

type Slot = 'newest' | 'former';

/** Folder of the reader before the one trained last, within a user directory. */
export function formerStripFolder(userDirectory: string): string {
  return join(stripFolder(userDirectory), 'former');
}

/** @param kept file of the one trained last */
function formerFile(kept: string): string {
  return join(dirname(kept), 'former', basename(kept));
}

/**
 * @param kept file of the one trained last; null: they last as long as the engine
 * @param onFailure receives a failed save: the first time, and again only after one has succeeded in between
 */
export function createOwnReaders(kept: string | null, onFailure: (error: unknown) => void) {
  const own: Record<Slot, StoredStripReader | null> = { newest: null, former: null };
  const paths = kept === null ? null : { newest: kept, former: formerFile(kept) };
  /** In the order of writing, so that nothing is overwritten before its copy is safe. */
  const unsaved = new Map<Slot, StoredStripReader | null>();
  const autosave = createAutosave(
    async () => {
      for (const [slot, reader] of [...unsaved]) {
        unsaved.delete(slot);
        if (!paths) continue;
        try {
          if (reader) await saveStripReader(paths[slot], reader);
          else await removeFile(paths[slot]).catch(() => undefined);
        } catch (error) {
          if (!unsaved.has(slot)) unsaved.set(slot, reader);
          throw error;
        }
      }
      return 0;
    },
    onFailure,
    saveAgainMs,
  );

  function put(slot: Slot, reader: StoredStripReader | null): void {
    own[slot] = reader;
    unsaved.delete(slot);
    unsaved.set(slot, reader);
    autosave.save();
  }

  function besides(isShown: boolean): StoredStripReader | null {
    return isShown ? own.former : (own.newest ?? own.former);
  }

  return {
    /** Loads what the previous engine saved. A file that cannot be read is as good as none. @returns the one trained last */
    async load(): Promise<StoredStripReader | null> {
      const load = (path: string) => loadStripReader(path).catch(() => null);
      if (paths) [own.newest, own.former] = [await load(paths.newest), await load(paths.former)];
      // It was copied for a training that saved nothing.
      if (own.newest && own.former && isSame(own.newest, own.former)) own.former = null;
      return own.newest;
    },
    /** Saves the state of the one trained last. */
    keep(reader: StoredStripReader): void {
      put('newest', reader);
    },
    /** Call before another one is trained: the one trained last becomes the one before it. */
    begin(): void {
      if (!own.newest) return;
      put('former', own.newest);
      // Its file stays until the next one is saved.
      own.newest = null;
    },
    /** The one that can be brought back. @param isShown whether the one trained last is shown */
    besides,
    /** The one that is lost when another is trained; null: none. */
    dropped: (): StoredStripReader | null => own.newest && own.former,
    /** Makes the one that can be brought back the one trained last, and returns it. */
    bringBack(isShown: boolean): StoredStripReader | null {
      const back = besides(isShown);
      if (!back || back === own.newest) return back;
      const { newest } = own;
      put('former', newest);
      put('newest', back);
      return back;
    },
    /** Resolves when everything is on disk or its save has failed. */
    saved: () => autosave.saved(),
  };
}

function isSame(one: StoredStripReader, other: StoredStripReader): boolean {
  return one.step === other.step && JSON.stringify(one.settings) === JSON.stringify(other.settings);
}

/** What is told of an own reader that is not shown. */
export function factsOf(reader: StoredStripReader | null): StripReaderFacts | null {
  return reader && { settings: reader.settings, step: reader.step };
}
