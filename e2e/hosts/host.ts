/** The app as a journey uses it: a page, and what only its host can do. Both hosts can do the same. */

import type { Page } from '@playwright/test';
import type { BirpcReturn } from 'birpc';
import type { ClientFunctions, EngineFunctions } from '../../src/protocol/api.ts';

/** A file to choose, drop or save. */
export type Given = { readonly name: string; readonly bytes: Buffer };

export type EngineClient = {
  readonly engine: BirpcReturn<EngineFunctions, ClientFunctions>;
  readonly disconnect: () => void;
};

/** How a host begins. */
export type HostOptions = {
  /** Whether the first minute begins by itself, as for a person who has never opened the app. */
  readonly isFirstStart?: boolean;
};

/** Runs in the page: the first minute has been seen. @returns whether it was known before */
export function seeFirstMinute(): boolean {
  const name = 'gatescope.firstMinute';
  const known = localStorage.getItem(name) !== null;
  localStorage.setItem(name, 'seen');
  return known;
}

export type Host = {
  /** Folder of the person's files. */
  readonly userData: string;
  /** Opens the app's page; after a crash it is another one. */
  open(): Promise<Page>;
  /** Another client of the same engine. @param client listeners of its events */
  connect(page: Page, client?: Partial<ClientFunctions>): Promise<EngineClient>;
  /** The file that the page saves on this action, at the first place offered. */
  saved(page: Page, action: () => Promise<void>): Promise<Given>;
  /** Chooses files in the dialog that Ctrl+O opens. */
  openByKey(page: Page, files: readonly Given[]): Promise<void>;
  /** Presses a key of the menu, e.g. `Control+Comma`, as a person does. */
  pressMenuKey(page: Page, key: string): Promise<void>;
  /** Text of the clipboard. */
  clipboard(page: Page): Promise<string>;
  /** An empty page without the app's policy. */
  openEmptyPage(page: Page): Promise<Page>;
  /** Ends the engine as `kill -9` does, and nothing else. */
  killEngine(): Promise<void>;
  /** Ends everything as `kill -9` does. */
  kill(): Promise<void>;
  close(): Promise<void>;
};
