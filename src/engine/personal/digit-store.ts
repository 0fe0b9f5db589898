/**
 * Stores own digits in one file. Each change is applied under a lock to the file's present content, so that engines
 * sharing a folder lose none of each other's changes; failed writes stay in memory and are retried with the next
 * change.
 */

import { textOf } from '../../domain/bytes.ts';
import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { createQueue } from '../../domain/cooperate.ts';
import { limits } from '../../domain/limits/limits.ts';
import { look } from '../system/files.ts';
import { makeFolder } from '../system/make-folder.ts';
import { dirname, join } from '../system/paths.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { replaceFile } from '../system/replace-file.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import { parseDigits, type PersonalDigit, writeDigits } from './digits-file.ts';
import { withFileLock } from '../system/file-lock.ts';

/** By id, oldest first. */
export type DigitMap = ReadonlyMap<string, PersonalDigit>;

/** A pure function, since it may be reapplied to the file's later content. */
export type DigitChange = (digits: DigitMap) => DigitMap;

export type StoredDigits = {
  readonly digits: DigitMap;
  /** Changes with the digits. */
  readonly version: number;
  /** Whether all of them are on disk. */
  readonly saved: boolean;
};

export type DigitStore = {
  /** As they are now, also where another engine has changed the file. */
  read(): Promise<StoredDigits>;
  /** @throws GatescopeError `personalFull`; nothing has changed then */
  change(change: DigitChange): Promise<StoredDigits>;
};

const fileName = 'my-digits.json';

/**
 * @param folder created with the first digit; null keeps them in memory only
 * @param onTrouble receives `personalDamaged` if the file was invalid and set aside, and `personalUnsaved` if it cannot
 * be read or written
 */
export function createDigitStore(folder: string | null, onTrouble: (error: GatescopeError) => void): DigitStore {
  const takeTurn = createQueue();
  const path = folder === null ? null : join(folder, fileName);
  let unsaved: DigitChange[] = [];
  let state: StoredDigits = { digits: new Map(), version: 0, saved: path !== null };
  let text = writeDigits([]);

  function become(digits: DigitMap, nextText = writeDigits([...digits.values()])): StoredDigits {
    const version = state.version + (nextText === text ? 0 : 1);
    text = nextText;
    state = { digits, version, saved: path !== null && unsaved.length === 0 };
    return state;
  }

  function withUnsaved(digits: DigitMap): DigitMap {
    return unsaved.reduce((before, change) => change(before), digits);
  }

  async function save(file: string): Promise<void> {
    await makeFolder(dirname(file));
    await withFileLock(file, async () => {
      const digits = withUnsaved((await readWhole(file)) ?? (await beginAnew(file)));
      if (digits.size > limits.maxDigits) throw full();
      const next = writeDigits([...digits.values()]);
      await writeAtomically(file, next);
      unsaved = [];
      become(digits, next);
    });
  }

  async function beginAnew(file: string): Promise<DigitMap> {
    onTrouble(damaged(file, await setAside(file)));
    return new Map();
  }

  return {
    read: () =>
      takeTurn(async () => {
        if (path === null) return state;
        try {
          const digits =
            (await readWhole(path)) ??
            // Another engine may have started a new file by now.
            (await withFileLock(path, async () => (await readWhole(path)) ?? (await beginAnew(path))));
          return become(withUnsaved(digits));
        } catch (error) {
          onTrouble(unreachable(path, error));
          return state;
        }
      }),
    change: (change) =>
      takeTurn(async () => {
        const changed = change(state.digits);
        if (changed.size > limits.maxDigits) throw full();
        if (path === null) return become(changed);
        unsaved.push(change);
        try {
          await save(path);
          return state;
        } catch (error) {
          if (error instanceof GatescopeError) {
            unsaved.pop();
            throw error;
          }
          onTrouble(unreachable(path, error));
          return become(changed);
        }
      }),
  };
}

/**
 * @returns null for a file that does not hold digits; no digits if there is no file
 * @throws the file system's error; Error if a newer Gatescope wrote it
 */
async function readWhole(path: string): Promise<DigitMap | null> {
  const found = await look(path);
  if (!found) return new Map();
  const digits =
    found.size > limits.maxDigitsBytes ? null : parseDigits(textOf(await readFileWithin(path, limits.maxDigitsBytes)));
  if (digits === 'newer') throw new Error('a newer version of Gatescope wrote it');
  return digits && new Map(digits.map((digit) => [digit.id, digit]));
}

/** @returns the file's new name */
async function setAside(path: string): Promise<string> {
  const aside = path.replace(/\.json$/, `.damaged-${new Date().toISOString().replaceAll(':', '-')}.json`);
  await replaceFile(path, aside);
  return aside;
}

function damaged(path: string, aside: string): GatescopeError {
  const message = `Cannot read your digits in ${path}: the file was set aside as ${aside}, and a new one was started.`;
  return new GatescopeError('personalDamaged', message, { file: aside });
}

function full(): GatescopeError {
  const message = `At most ${limits.maxDigits} digits are kept: remove some, or export them and start over.`;
  return new GatescopeError('personalFull', message);
}

function unreachable(path: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `Cannot reach the file of your digits, ${path} (${why}). New digits last until Gatescope closes, so export them.`;
  return new GatescopeError('personalUnsaved', message, { file: path, why });
}
