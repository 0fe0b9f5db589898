import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMeter } from './meter.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('says nothing before there are steps', () => {
  const meter = createMeter();
  expect(meter.loss()).toBeNull();
  expect(meter.perSecond()).toBe(0);
});

test('averages loss and speed over the latest twenty steps', () => {
  const meter = createMeter();
  meter.add(1000, 1);
  for (let step = 0; step < 20; step++) {
    vi.advanceTimersByTime(100);
    meter.add(2, 32);
  }
  expect(meter.loss()).toBe(2);
  expect(meter.perSecond()).toBeCloseTo(320);
});

test('forgets the steps of the training before', () => {
  const meter = createMeter();
  meter.add(1, 1);
  meter.clear();
  expect(meter.loss()).toBeNull();
});
