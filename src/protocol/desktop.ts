/** What the desktop's window and its page tell each other about the run, the menu and files. The engine has no part in it. */

import type { Phase } from './run.ts';
import { type Room, rooms } from './rooms.ts';

/** What the native menu may ask of the page. */
export const menuCommands = [
  'openFile',
  'saveModel',
  'export',
  'settings',
  'about',
  'trainOrPause',
  'step',
  'trainEpoch',
  'restart',
  ...rooms,
  'themeSystem',
  'themeDark',
  'themeLight',
  'languageSystem',
  'languageEnglish',
  'languageKorean',
] as const;

export type MenuCommand = (typeof menuCommands)[number];

/** What the page tells of itself, whenever something in it changes: for menu, taskbar, power and notifications. */
export type PageState = {
  /** Null while no engine is connected. */
  readonly phase: Phase | null;
  /** Whether something is computed that would not like the machine to fall asleep. */
  readonly busy: boolean;
  /** Share of what runs that is done, 0 to 1; null while nothing runs. */
  readonly progress: number | null;
  /** Whether training failed, and nobody has acted on it yet. */
  readonly failed: boolean;
  /** One sentence about what ended last while the page watched, until something else begins. */
  readonly ended: string | null;
  /** Whether the person wants to be told of an end while looking elsewhere. */
  readonly tellsEnd: boolean;
  readonly room: Room;
  readonly theme: 'system' | 'dark' | 'light';
  readonly language: 'system' | 'en' | 'ko';
  /** The language that is shown. */
  readonly locale: 'en' | 'ko';
};

/** A file that the person opened outside the page. */
export type OpenedFile = { readonly name: string; readonly bytes: Uint8Array };

/** Bytes of the largest file that is handed to the page. */
export const largestOpenedFile = 256 * 2 ** 20;
