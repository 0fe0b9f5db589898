/** The window's first and smallest size, also on displays that are smaller than it would like. */

import type { Rectangle, Size } from 'electron';

const first: Size = { width: 1280, height: 800 };
/** The Lab shows everything at once. */
const least: Size = { width: 1024, height: 700 };

/** Height of the title bar that a window manager adds around the window; elsewhere it is part of the window. */
const titleBar = process.platform === 'linux' ? 32 : 0;

/** @param area work area of a display, in its own pixels */
export function sizesWithin(area: Size) {
  const within = (size: Size): Size => ({
    width: Math.min(size.width, area.width),
    height: Math.min(size.height, area.height - titleBar),
  });
  const { width, height } = within(first);
  const { width: minWidth, height: minHeight } = within(least);
  return { width, height, minWidth, minHeight };
}

/** Moved and shrunk only as far as it would stick out. */
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
