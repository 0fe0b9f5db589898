/** The peak memory of this process. */

import { readFileSync } from 'node:fs';

/** In MiB, resident. */
export function peakMemory(): number {
  return kibibytes() / 1024;
}

function kibibytes(): number {
  try {
    // On Linux resource usage includes that of the parent process before it started this one.
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
