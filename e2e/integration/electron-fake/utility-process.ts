/**
 * `utilityProcess` as in Electron: its own process, forked only when the app is ready, that loses messages posted
 * before `spawn` and whose ports close when it dies.
 */

import { fork as forkProcess, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { takePorts } from './message-port.ts';
import { createWire, type Parcel } from './wire.ts';

let lastPort = 0;

export class FakeUtilityProcess extends EventEmitter {
  readonly modulePath: string;
  readonly args: readonly string[];
  readonly options: unknown;
  readonly #child: ChildProcess;
  readonly #wire = createWire((parcel) => {
    this.#send(parcel);
  });
  #running = false;

  constructor(modulePath: string, args: readonly string[], options: unknown) {
    super();
    this.modulePath = modulePath;
    this.args = args;
    this.options = options;
    this.#child = forkProcess(join(import.meta.dirname, 'utility-child.ts'), [modulePath, ...args], {
      serialization: 'advanced',
      // Node exits at a flag that its V8 does not know; Electron ignores it.
      execArgv: ['--import', 'tsx', ...v8FlagsOf(options).filter((flag) => !flag.includes('revectorize'))],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.#child.on('spawn', () => {
      this.#running = true;
      this.emit('spawn');
    });
    this.#child.on('message', (parcel: Parcel) => {
      this.#wire.receive(parcel);
    });
    this.#child.on('exit', (code) => {
      this.#running = false;
      this.#wire.cut();
      this.emit('exit', code ?? 1);
    });
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  get pid(): number | undefined {
    return this.#running ? this.#child.pid : undefined;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []) {
    const ports = takePorts(transfer);
    if (!this.#running) {
      for (const port of ports) port.close();
      return;
    }
    const ids = ports.map((port) => {
      lastPort += 1;
      this.#wire.carry(lastPort, port);
      return lastPort;
    });
    this.#send({ kind: 'message', data: structuredClone(message), ports: ids });
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #send(parcel: Parcel) {
    // As in Electron, a message to a process that has just died is lost silently.
    if (this.#child.connected) this.#child.send(parcel, () => undefined);
  }
}

/** Electron reads V8's flags from a switch of the process's command line, to which `execArgv` is added. */
export function v8FlagsOf(options: unknown): string[] {
  const { execArgv = [] } = options as { readonly execArgv?: readonly string[] };
  const mark = '--js-flags=';
  return execArgv.flatMap((option) => (option.startsWith(mark) ? option.slice(mark.length).split(' ') : []));
}
