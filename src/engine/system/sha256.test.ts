import { expect, test } from 'vitest';
import { sha256, sha256Hex } from './sha256.ts';

test('“abc” has the checksum given in the standard', () => {
  const bytes = new TextEncoder().encode('abc');

  expect(sha256Hex(bytes)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect([...sha256(bytes).subarray(0, 4)]).toEqual([0xba, 0x78, 0x16, 0xbf]);
});
