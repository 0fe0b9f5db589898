/** How a command that is a child of the process a person started learns of that one's signals, and of its end. */

import * as v from 'valibot';

export const stopSignals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** In the environment of such a command, until it has seen it. */
export const starterVariable = 'GATESCOPE_STARTER';

const messageSchema = v.object({ stop: v.picklist(stopSignals) });
export type TellStop = v.InferOutput<typeof messageSchema>;

/**
 * Where there is such a process: it is obeyed as a signal would be, the second time at once, and outlived by nobody.
 * A terminal's Ctrl-C comes both ways, once each: the same one does not count twice.
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
  // It keeps nobody from ending.
  process.channel.unref();
}
