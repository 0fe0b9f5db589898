/** What the desktop window and its page exchange about the run, the menu and files, without the engine. */

import type { Phase } from './run.ts';
import { type Room, rooms } from './rooms.ts';

/** What the native menu may ask of the page, besides another language. */
export const menuCommands = [
  'openFile',
  'saveModel',
  'export',
  'print',
  'copyLink',
  'settings',
  'about',
  'firstMinute',
  'trainOrPause',
  'step',
  'trainEpoch',
  'restart',
  ...rooms,
  'lessonStrip',
  'present',
  'themeSystem',
  'themeDark',
  'themeLight',
] as const;

export type PageCommand = (typeof menuCommands)[number];

const ofLanguage = 'language:';

export type MenuCommand = PageCommand | `${typeof ofLanguage}${string}`;

/** The command to speak a language. @param choice `system`, or a code of `PageState.languages` */
export function languageCommand(choice: string): MenuCommand {
  return `${ofLanguage}${choice}`;
}

/** The choice of a {@link languageCommand}. */
export function languageIn(command: MenuCommand): string | null {
  return command.startsWith(ofLanguage) ? command.slice(ofLanguage.length) : null;
}

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
  /** `system`, or the code of one of `languages`. */
  readonly language: string;
  /** The languages to choose from: BCP 47, and their own names. */
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  /** The code of the language that is shown. */
  readonly locale: string;
};

/** A file that the person opened outside the page. */
export type OpenedFile = { readonly name: string; readonly bytes: Uint8Array };
