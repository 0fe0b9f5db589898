/**
 * Keys that work anywhere in the window. Those with Alt are the page's in every host, and neither typing nor speech input sets
 * them off. The usual keys for files and settings belong to the native menu where there is one.
 */

import type { MenuCommand } from '../../protocol/desktop.ts';
import { roomKeys, rooms } from './room.svelte.ts';

type Keys = Pick<KeyboardEvent, 'code' | 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'>;

const menuKeys: ReadonlyMap<string, MenuCommand> = new Map([
  ['o', 'openFile'],
  ['s', 'saveModel'],
  ['e', 'export'],
  [',', 'settings'],
]);

/**
 * What a key asks for.
 * @param hasMenu whether a native menu hears its own keys
 */
export function commandOfKey(keys: Keys, hasMenu: boolean): MenuCommand | null {
  const { code, key, altKey, ctrlKey, metaKey, shiftKey, repeat } = keys;
  if (shiftKey || repeat) return null;
  if (altKey) return ctrlKey || metaKey ? null : commandOfPlace(code);
  return !hasMenu && ctrlKey !== metaKey ? (menuKeys.get(key.toLowerCase()) ?? null) : null;
}

/** By the key's place (`code`), because Alt changes the letter that some layouts type. */
function commandOfPlace(code: string): MenuCommand | null {
  if (code === 'KeyP') return 'trainOrPause';
  if (code === 'KeyS') return 'step';
  return rooms.find((each) => code === `Digit${roomKeys[each]}`) ?? null;
}
