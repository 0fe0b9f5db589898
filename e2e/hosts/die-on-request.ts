/** Lets threads of the built app die while it runs, which the app itself cannot do. */

/**
 * Node's options with which a thread, but never the first one, ends as soon as this file exists. Only one does: it
 * removes the file first.
 */
export function dieWhenThereIs(file: string): string[] {
  const program = `
    import { rmSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    const look = () => {
      try { rmSync(${JSON.stringify(file)}); } catch { return; }
      process.exit(1);
    };
    if (!isMainThread) setInterval(look, 20).unref();`;
  return ['--import', `data:text/javascript,${encodeURIComponent(program)}`];
}
