/** Keys that work anywhere in the window. They need Alt, so that neither typing nor speech input sets them off. */

import type { CommandName } from './commands.ts';
import { type Room, roomKeys, rooms } from './room.svelte.ts';

export type Shortcut = 'trainOrPause' | 'step' | { readonly room: Room };

type Keys = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'>;

/** By the key's place (`code`), because Alt changes the letter that some layouts type. */
export function actionOfKey({ code, altKey, ctrlKey, metaKey, shiftKey, repeat }: Keys): Shortcut | null {
  if (!altKey || ctrlKey || metaKey || shiftKey || repeat) return null;
  if (code === 'KeyP') return 'trainOrPause';
  if (code === 'KeyS') return 'step';
  const room = rooms.find((each) => code === `Digit${roomKeys[each]}`);
  return room ? { room } : null;
}

/** What menus have on Ctrl, or on ⌘: the window's own menu takes them before the page does. */
const commandKeys: Readonly<Record<string, CommandName>> = { KeyO: 'openFile', KeyS: 'saveModel', KeyE: 'export' };

export function commandOfKey({ code, altKey, ctrlKey, metaKey, shiftKey, repeat }: Keys): CommandName | null {
  if (ctrlKey === metaKey || altKey || shiftKey || repeat) return null;
  return commandKeys[code] ?? null;
}
