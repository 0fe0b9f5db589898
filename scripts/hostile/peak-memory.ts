/** The most memory that this process has held, since it was last asked. */

import { readFileSync, writeFileSync } from 'node:fs';

/** Linux forgets the peak where 5 is written there (man 5 proc). Elsewhere only what stays is seen. */
function forgetPeak(): boolean {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return true;
  } catch {
    return false;
  }
}

const peakIsKnown = forgetPeak();

/** Bytes. */
export function peakSinceLast(): number {
  if (!peakIsKnown) return process.memoryUsage.rss();
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
  forgetPeak();
  return Number(kilobytes) * 1024;
}
