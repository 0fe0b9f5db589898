/** A folder with a model in it, for each test of files that the desktop app opens and saves. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { ElectronFake } from './electron.ts';
import { endApp } from './start-app.ts';

/** @param app of the test, which is ended after it; what it would write to the console is kept in its mock */
export function eachTestItsModel(app: () => ElectronFake): { folder: string; model: string } {
  const place = { folder: '', model: '' };
  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    place.folder = await mkdtemp(join(tmpdir(), 'gatescope-files-'));
    place.model = join(place.folder, 'seven.gatescope');
    await writeFile(place.model, 'a model');
  });
  afterEach(async () => {
    await endApp(app());
    await rm(place.folder, { recursive: true });
  });
  return place;
}

/** The one box that is shown. */
export async function expectSentence({ asked }: ElectronFake, sentence: string): Promise<void> {
  await vi.waitFor(() => {
    expect(asked.boxes.map(({ message }) => message)).toEqual([sentence]);
  });
}
