/** A user folder, created for each test and removed after it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** Call once per test file, before its engines. @returns a function that gives the current test's folder */
export function eachTestItsFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatescope-user-'));
  });
  afterEach(async () => {
    // An engine may still be writing something the test did not await.
    await rm(folder, { recursive: true, maxRetries: 5 });
  });
  return () => folder;
}
