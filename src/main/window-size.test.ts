import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitting, sizesWithin } from './window-size.ts';

const titleBar = process.platform === 'linux' ? 32 : 0;

test('gives the Lab all the room that it wants where there is enough', () => {
  expect(sizesWithin({ width: 1920, height: 1040 })).toEqual({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
  });
});

test('keeps the first and the smallest size within the display’s work area', () => {
  // 1366×768 at 125 %, and at 200 %.
  for (const area of [
    { width: 1092, height: 584 },
    { width: 683, height: 350 },
  ]) {
    const { width, height, minWidth, minHeight } = sizesWithin(area);
    expect(Math.max(width, minWidth)).toBeLessThanOrEqual(area.width);
    expect(Math.max(height, minHeight)).toBeLessThanOrEqual(area.height - titleBar);
  }
});

const whole = (min: number, max: number) => fc.integer({ min, max });
const rectangle = (smallest: number) =>
  fc.record({
    x: whole(-4000, 4000),
    y: whole(-4000, 4000),
    width: whole(smallest, 4000),
    height: whole(smallest, 4000),
  });

test('moves a window into its display, and leaves one that fits', () => {
  fc.assert(
    fc.property(rectangle(100), rectangle(300), (bounds, area) => {
      const { x, y, width, height } = fitting(bounds, area);
      expect(x).toBeGreaterThanOrEqual(area.x);
      expect(y).toBeGreaterThanOrEqual(area.y + titleBar);
      expect(x + width).toBeLessThanOrEqual(area.x + area.width);
      expect(y + height).toBeLessThanOrEqual(area.y + area.height);
      expect(fitting({ x, y, width, height }, area)).toEqual({ x, y, width, height });
    }),
  );
});
