/** The peak memory of this process since the last query. */

import { readFileSync, writeFileSync } from 'node:fs';

/** Linux resets the peak when 5 is written there (man 5 proc). Elsewhere only lasting growth is seen. */
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
