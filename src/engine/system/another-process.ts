/** Whether a live process other than this one has this pid. @param pid positive integer */
export function isAnotherProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is another user's process, so it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
