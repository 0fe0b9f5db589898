import { expect, test } from 'vitest';
import { lessonStrip, stripHeightUnder, stripPlace, stripRange, stripSize } from './lesson-strip.svelte.ts';

const laptop = { width: 1366, height: 768 };
const smallest = { width: 1024, height: 700 };

test('stands at the side of a wide window, under the room in a smaller one, over the page in a small one', () => {
  expect(stripPlace({ width: 1920, height: 1080 })).toBe('beside');
  expect(stripPlace(laptop)).toBe('beside');
  expect(stripPlace({ width: 1280, height: 800 })).toBe('under');
  expect(stripPlace(smallest)).toBe('under');
  expect(stripPlace({ width: 390, height: 844 })).toBe('over');
  expect(stripPlace({ width: 1920, height: 480 })).toBe('over');
});

test('takes a share of the window until a person chooses a size, which no window lets take the room', () => {
  expect(stripSize('width', laptop, null)).toBe(340);
  expect(stripSize('width', { width: 1920, height: 1080 }, null)).toBe(422);
  expect(stripSize('width', { width: 1920, height: 1080 }, 600)).toBe(600);
  for (const side of ['width', 'height'] as const) {
    for (const window of [laptop, smallest]) {
      const { min, max } = stripRange(side, window);
      expect(stripSize(side, window, 10_000)).toBe(max);
      expect(stripSize(side, window, 0)).toBe(min);
    }
  }
  expect(laptop.width - stripRange('width', laptop).max).toBeGreaterThanOrEqual(820);
});

test('takes height of the room only where it is under it', () => {
  expect(stripHeightUnder(laptop)).toBe(0);
  expect(stripHeightUnder(smallest)).toBe(stripSize('height', smallest, null));
});

test('remembers a size in whole steps', () => {
  lessonStrip.resize('width', 347);
  expect(lessonStrip.chosen.width).toBe(340);
  lessonStrip.resize('width', 5);
  expect(lessonStrip.chosen.width).toBe(280);
});
