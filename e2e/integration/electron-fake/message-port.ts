/**
 * `MessagePortMain` as in Electron: an emitter of `{ data, ports }`, silent until `start()`, every payload cloned, and
 * nothing but ports in a transfer list.
 */

import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

export class FakeMessagePortMain extends EventEmitter {
  #port: MessagePort | null;
  #started = false;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }

  start() {
    if (this.#started) return;
    this.#started = true;
    this.#own().on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown, transfer: unknown[] = []) {
    if (transfer.length > 0) throw new TypeError('This fake carries ports to processes and pages only.');
    this.#own().postMessage(message);
  }

  close() {
    this.#port?.close();
  }

  /** Gives the port away; afterwards it cannot be used here. */
  take(): MessagePort {
    const port = this.#own();
    this.#port = null;
    port.removeAllListeners();
    return port;
  }

  #own(): MessagePort {
    if (!this.#port) throw new Error('This port was transferred and is no longer ours.');
    return this.#port;
  }
}

export class FakeMessageChannelMain {
  readonly port1: FakeMessagePortMain;
  readonly port2: FakeMessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakeMessagePortMain(port1);
    this.port2 = new FakeMessagePortMain(port2);
  }
}

/** @throws TypeError for anything but a port: Electron would lose the whole message */
export function takePorts(transfer: readonly unknown[]): MessagePort[] {
  return transfer.map((port, index) => {
    if (!(port instanceof FakeMessagePortMain)) throw new TypeError(`Port at index ${index} is not a valid port`);
    return port.take();
  });
}
