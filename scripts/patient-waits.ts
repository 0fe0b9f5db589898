/**
 * Loaded before each unit test: `vi.waitFor` gives up after a second, which a busy machine can take. A wait ends what
 * hangs and measures nothing, so it may take as long as a busy machine needs.
 */

import { vi } from 'vitest';

const timeout = 60_000;

const { waitFor } = vi;
vi.waitFor = (isSo, options) => waitFor(isSo, options ?? { timeout });
