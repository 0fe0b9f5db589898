/** How large the window is at first and at least, on displays that are smaller than it would like, too. */

import type { Rectangle, Size } from 'electron';

const first: Size = { width: 1280, height: 800 };
/** The Lab shows everything at once. */
const least: Size = { width: 1024, height: 700 };

/** Height of a title bar that the window manager lays around the window; elsewhere it is a part of the window. */
const titleBar = process.platform === 'linux' ? 32 : 0;

/** @param area what a display leaves to windows, in its own pixels */
export function sizesWithin(area: Size) {
  const within = (size: Size): Size => ({
    width: Math.min(size.width, area.width),
    height: Math.min(size.height, area.height - titleBar),
  });
  const { width, height } = within(first);
  const { width: minWidth, height: minHeight } = within(least);
  return { width, height, minWidth, minHeight };
}

/** Moved and made smaller only as far as it would stick out. */
export function fitting(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height - titleBar);
  const within = (at: number, size: number, from: number, room: number) =>
    Math.min(Math.max(at, from), from + room - size);
  return {
    x: within(bounds.x, width, area.x, area.width),
    y: within(bounds.y, height, area.y + titleBar, area.height - titleBar),
    width,
    height,
  };
}
