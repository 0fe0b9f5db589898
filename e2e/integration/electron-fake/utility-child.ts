/** Runs first in the child process: sets up `process.parentPort` as in a utility process, then the engine itself. */

import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { FakeMessagePortMain } from './message-port.ts';
import { createWire, type Parcel } from './wire.ts';

// As in Electron, it does not outlive its app.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

const parentPort = new EventEmitter();
/** Messages that came before the engine listened. */
const early: unknown[] = [];
const wire = createWire((parcel) => process.send?.(parcel));

process.on('message', (parcel: Parcel) => {
  if (parcel.kind !== 'message') {
    wire.receive(parcel);
    return;
  }
  const ports = parcel.ports.map((id) => {
    const { port1, port2 } = new MessageChannel();
    wire.carry(id, port1);
    return new FakeMessagePortMain(port2);
  });
  const event = { data: parcel.data, ports };
  if (!parentPort.emit('message', event)) early.push(event);
});

parentPort.on('newListener', (name) => {
  if (name !== 'message') return;
  queueMicrotask(() => {
    for (const event of early.splice(0)) parentPort.emit('message', event);
  });
});

Object.assign(process, { parentPort });
// argv of a utility process: the executable, the module, then the arguments of `fork`.
const [, , modulePath = '', ...args] = process.argv;
process.argv = [process.execPath, modulePath, ...args];
await import(pathToFileURL(modulePath).href);
