/**
 * Keys that work anywhere in the window. Those with Alt are the page's in every host, and neither typing nor speech
 * input triggers them. The usual keys for files and settings belong to the native menu where there is one.
 */

import type { PageCommand } from '../../protocol/desktop.ts';
import { roomKey, rooms } from '../../protocol/rooms.ts';

type Keys = Pick<KeyboardEvent, 'code' | 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'>;

const menuKeys: ReadonlyMap<string, PageCommand> = new Map([
  ['o', 'openFile'],
  ['s', 'saveModel'],
  ['e', 'export'],
  ['p', 'print'],
  [',', 'settings'],
]);

/** Where a key is pressed. */
export type KeyPlace = {
  /** Whether a native menu handles its own keys. */
  readonly hasMenu: boolean;
  /** On macOS Option types characters: ⌥2 is “@” on a Spanish keyboard, ⌥3 is “#” on a British one. */
  readonly mac: boolean;
  /** Whether typed characters go into a field. */
  readonly typing: boolean;
  /** Whether a dialog is open and comes first. */
  readonly covered: boolean;
};

/** The command of a key. */
export function commandOfKey(keys: Keys, { hasMenu, mac, typing, covered }: KeyPlace): PageCommand | null {
  const { code, key, altKey, ctrlKey, metaKey, shiftKey, repeat } = keys;
  if (shiftKey || repeat || covered || (altKey && mac && typing)) return null;
  if (altKey) return ctrlKey || metaKey ? null : commandOfPlace(code);
  return !hasMenu && ctrlKey !== metaKey ? (menuKeys.get(key.toLowerCase()) ?? null) : null;
}

/** By the key's place (`code`), because Alt changes the character on some layouts. */
function commandOfPlace(code: string): PageCommand | null {
  if (code === 'KeyP') return 'trainOrPause';
  if (code === 'KeyS') return 'step';
  if (code === 'KeyC') return 'copyLink';
  if (code === 'KeyL') return 'lessonStrip';
  if (code === 'KeyR') return 'present';
  return rooms.find((each) => code === `Digit${roomKey(each)}`) ?? null;
}
