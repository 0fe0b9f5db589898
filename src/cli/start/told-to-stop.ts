/** How a command that is a child of the process that a person started learns of that one's signals and end. */

import * as v from 'valibot';

export const stopSignals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** In the environment of such a command, until it has been read. */
export const starterVariable = 'GATESCOPE_STARTER';

const messageSchema = v.object({ stop: v.picklist(stopSignals) });
export type TellStop = v.InferOutput<typeof messageSchema>;

/**
 * Where there is such a process, its messages act as signals would, the second time at once, and no command outlives
 * it. A terminal's Ctrl-C comes both ways, once each; the same one does not count twice.
 */
export function hearStarter(stop: (signal: TellStop['stop']) => void): void {
  const isChild = process.env[starterVariable] !== undefined;
  Reflect.deleteProperty(process.env, starterVariable);
  if (!isChild || !process.channel) return;
  const told = new Set<string>();
  process.on('message', (message) => {
    const parsed = v.safeParse(messageSchema, message);
    if (!parsed.success) return;
    const { stop: signal } = parsed.output;
    if (told.has(signal)) process.kill(process.pid, 'SIGKILL');
    told.add(signal);
    stop(signal);
  });
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGKILL');
  });
  // It does not keep the process alive.
  process.channel.unref();
}
