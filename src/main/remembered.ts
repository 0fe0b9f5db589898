/** What the window remembers between starts: language, folders and recent files. The page keeps its own choices. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { array, fallback, type InferOutput, maxLength, nullable, object, parse, pipe, record, string } from 'valibot';
import { isNewer, migrate, newestOf, type Versions } from '../domain/migrate.ts';
import { limits } from '../domain/limits/limits.ts';
import { heldFileDelays, isHeld } from '../engine/system/replace-file.ts';
import { localeSchema } from './page-state.ts';

/** The first version had no number. */
const versions: Versions = { format: null, ups: [] };

// Each part falls back by itself, so that a damaged one leaves the others.
const schema = object({
  locale: fallback(nullable(localeSchema), null),
  /** The folder used last for each kind of file. */
  folders: fallback(record(string(), string()), {}),
  /** Paths, the latest first. */
  recent: fallback(pipe(array(string()), maxLength(limits.maxRecentFiles)), []),
});

type Contents = InferOutput<typeof schema>;

export type Remembered = {
  readonly get: () => Contents;
  readonly set: (changes: Partial<Contents>) => void;
  /** Puts a path first among the recent ones. */
  readonly addRecent: (path: string) => void;
  readonly removeRecent: (path: string) => void;
};

/**
 * @param path a JSON file, made when there is something to remember
 * @param log gets the reason why something could not be stored; it then lasts as long as the app
 * @param onChange called after each change
 */
export function createRemembered(path: string, log: (line: string) => void, onChange: () => void): Remembered {
  const { isLater, ...found } = read(path, log);
  let { contents } = found;

  function set(changes: Partial<Contents>) {
    contents = { ...contents, ...changes };
    save();
    onChange();
  }

  /** Where the file is locked, saving is retried later, so that the window never waits for it. */
  function save(attempt = 0) {
    if (isLater) return;
    try {
      mkdirSync(dirname(path), { recursive: true });
      const whole = `${path}.${process.pid}.tmp`;
      writeFileSync(whole, JSON.stringify({ version: newestOf(versions), ...contents }), { flush: true });
      renameSync(whole, path);
    } catch (error) {
      if (isHeld(error) && attempt < heldFileDelays.length) setTimeout(save, heldFileDelays[attempt], attempt + 1);
      else log(`Choices are not remembered: ${String(error)}`);
    }
  }

  const others = (path: string) => contents.recent.filter((each) => each !== path);
  return {
    get: () => contents,
    set,
    addRecent: (path) => {
      set({ recent: [path, ...others(path)].slice(0, limits.maxRecentFiles) });
    },
    removeRecent: (path) => {
      set({ recent: others(path) });
    },
  };
}

/** @returns `isLater`: a newer version wrote the file, which stays as it is */
function read(path: string, log: (line: string) => void): { readonly contents: Contents; readonly isLater: boolean } {
  const nothing = () => parse(schema, {});
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isNewer(versions, stored)) return { contents: parse(schema, migrate(versions, stored)), isLater: false };
    log(`${path} was made by a newer Gatescope: it is left as it is, and new choices are not remembered.`);
    return { contents: nothing(), isLater: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log(`${path} is damaged and is replaced: ${String(error)}`);
    return { contents: nothing(), isLater: false };
  }
}
