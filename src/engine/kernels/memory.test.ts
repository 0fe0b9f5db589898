import { beforeEach, expect, test, vi } from 'vitest';
import { createMemory, createMemoryBudget } from './memory.ts';

const machine = vi.hoisted(() => ({ bytes: 0 }));
vi.mock('node:os', async (actual) => ({ ...(await actual<object>()), totalmem: () => machine.bytes }));

beforeEach(() => {
  machine.bytes = 4e6;
});

test('one network may use a quarter of the machine’s memory', () => {
  expect(createMemory(1e6).buffer.byteLength).toBeGreaterThanOrEqual(1e6);
  expect(() => createMemory(1e6 + 1)).toThrow('This network needs 0.0 GB of memory');
});

test('all networks together may use three quarters, and released memory no longer counts', () => {
  const reserve = createMemoryBudget();
  const [free] = [reserve(1e6), reserve(1e6), reserve(1e6)];
  expect(() => reserve(1)).toThrow(expect.objectContaining({ kind: 'memoryShort' }));
  free();
  reserve(1e6);
  expect(() => reserve(1)).toThrow('too much for this machine');
});
