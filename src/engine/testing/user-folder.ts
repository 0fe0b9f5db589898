/** A folder of what a person keeps, made for each test and thrown away after it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** To be called once in a test file, before its engines. @returns the folder's path, asked anew in each test */
export function eachTestItsFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatescope-user-'));
  });
  afterEach(async () => {
    // An engine may still write there what the test did not wait for.
    await rm(folder, { recursive: true, maxRetries: 5 });
  });
  return () => folder;
}
