/** What the desktop window and its page exchange about the run, the menu and files, without the engine. */

import type { Phase } from './run.ts';
import { type Room, rooms } from './rooms.ts';

/** What the native menu may ask of the page. */
export const menuCommands = [
  'openFile',
  'saveModel',
  'export',
  'copyLink',
  'settings',
  'about',
  'firstMinute',
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

/** The page's state, sent whenever it changes: for menu, taskbar, power and notifications. */
export type PageState = {
  /** Null while no engine is connected. */
  readonly phase: Phase | null;
  /** Whether a computation should keep the machine awake. */
  readonly busy: boolean;
  /** Progress of the computation, 0 to 1; null if none is running. */
  readonly progress: number | null;
  /** Whether training failed and nobody has reacted yet. */
  readonly failed: boolean;
  /** One sentence about what ended last while the page watched, until something else begins. */
  readonly ended: string | null;
  /** Whether to notify the person of an end while the window is in the background. */
  readonly tellsEnd: boolean;
  readonly room: Room;
  readonly theme: 'system' | 'dark' | 'light';
  readonly language: 'system' | 'en' | 'ko';
  /** The language that is shown. */
  readonly locale: 'en' | 'ko';
};

/** A file that the person opened outside the page. */
export type OpenedFile = { readonly name: string; readonly bytes: Uint8Array };
