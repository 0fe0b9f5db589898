/** What a result must say of what computed it. */

import { expect } from 'vitest';

export const by = {
  kernels: expect.stringMatching(/^(relaxed|simd)-\dx\d$/) as string,
  threads: expect.any(Number) as number,
  paired: expect.any(Boolean) as boolean,
};
