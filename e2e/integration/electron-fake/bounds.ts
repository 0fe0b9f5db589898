/** Position of a window, and its smallest size. */

import { EventEmitter } from 'node:events';
import type { Rectangle, WindowOptions } from './types.ts';

export class FakeBounds extends EventEmitter {
  bounds: Rectangle;
  minimumSize: readonly [width: number, height: number];
  minimized = false;

  constructor(given: WindowOptions, area: Rectangle) {
    super();
    const { width = 800, height = 600, minWidth = 0, minHeight = 0 } = given;
    // In the middle, where Electron puts it.
    this.bounds = { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    this.minimumSize = [minWidth, minHeight];
  }

  getBounds(): Rectangle {
    return this.bounds;
  }

  setBounds(bounds: Rectangle) {
    this.bounds = bounds;
  }

  setMinimumSize(...size: [number, number]) {
    this.minimumSize = size;
  }

  isMinimized() {
    return this.minimized;
  }

  restore() {
    this.minimized = false;
  }

  isMaximized = () => false;
  isFullScreen = () => false;
}
