/**
 * Runs the engine in a utility process, and restarts it after a crash. Messages do not pass through here: a client gets
 * one end of a channel, the engine the other.
 */

import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { Choice } from '../engine/kernels/choice/remembered.ts';
import { mayRestart } from '../protocol/bridge.ts';
import { type EngineAssets, type HostMessage, youngGenerationMb } from '../protocol/host.ts';
import { limits } from '../domain/limits/limits.ts';

export type EngineProcess = {
  /**
   * A port to the engine for a new client, usable at once: messages sent before the engine runs wait for it. Null after
   * repeated crashes, when the engine restarts only on request.
   * @param again whether to restart it even so
   */
  connect(again: boolean): MessagePortMain | null;
  /** Has the engine save its training. */
  save(): void;
  /**
   * Ends the engine, which saves first, without calling `onStopped`. Resolves when it has exited or has been killed.
   */
  end(): Promise<void>;
};

/**
 * Call it when the app is ready.
 * @param path the built engine
 * @param choosing of the kernels; the engine starts once it is done
 * @param onStopped called after each crash; `restarting` is false after repeated ones
 * @param log gets the engine's standard error, and its crashes
 */
export function startEngine(
  path: string,
  assets: EngineAssets,
  choosing: Promise<Choice>,
  onStopped: (restarting: boolean) => void,
  log: (text: string) => void,
): EngineProcess {
  const crashTimes: number[] = [];
  /** Ports of clients that came before the process ran: a message posted before `spawn` is lost. */
  const waiting: MessagePortMain[] = [];
  let running = false;
  let stopping: Promise<void> | null = null;
  let choice: Choice | null = null;
  let child: UtilityProcess | null = null;
  void choosing.then((made) => {
    choice = made;
    if (!stopping) child = start(made);
  });

  function start({ kernels, flags, paired }: Choice): UtilityProcess {
    // Three semi-spaces are its young generation. Electron passes these flags to V8 (javascript_environment.cc).
    const v8Flags = [`--max-semi-space-size=${youngGenerationMb / 3}`, ...flags];
    const given: EngineAssets = { ...assets, choice: { kernels, paired } };
    const started = utilityProcess.fork(path, [JSON.stringify(given)], {
      serviceName: 'Gatescope engine',
      execArgv: [`--js-flags=${v8Flags.join(' ')}`],
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    started.stderr?.on('data', (chunk: Buffer) => {
      log(chunk.toString());
    });
    started.on('spawn', () => {
      running = true;
      for (const port of waiting.splice(0)) handOver(started, port);
    });
    // Comes before `exit` when V8 gives up, for example out of memory. Without a listener it would be an exception in
    // this process.
    started.on('error', (type, location) => {
      log(`${type} in the engine: ${location}`);
    });
    // The engine never exits by itself, so any exit is a crash, even with code 0 and even before `spawn`.
    started.on('exit', (code) => {
      running = false;
      if (!stopping) onCrash(code);
    });
    return started;
  }

  function handOver(to: UtilityProcess, port: MessagePortMain) {
    tell(to, { type: 'connect' }, [port]);
  }

  function tell(to: UtilityProcess, message: HostMessage, ports: MessagePortMain[] = []) {
    to.postMessage(message, ports);
  }

  function onCrash(code: number) {
    crashTimes.push(performance.now());
    const restarting = mayRestart(crashTimes);
    const consequence = restarting
      ? 'It restarts now; a saved run can be resumed.'
      : 'After repeated crashes it restarts only on request.';
    log(`The engine stopped unexpectedly (exit code ${code}). ${consequence}`);
    child = restarting && choice ? start(choice) : null;
    // Their clients will ask again, as do those whose ports died with the engine.
    for (const port of waiting.splice(0)) port.close();
    onStopped(restarting);
  }

  function ended(): Promise<void> {
    const ending = child;
    if (!ending || !running) {
      ending?.kill();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        ending.kill();
        resolve();
      }, limits.maxEndMs);
      ending.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      tell(ending, { type: 'end' });
    });
  }

  return {
    connect(again) {
      if (again && choice) child ??= start(choice);
      if (!child && choice) return null;
      const { port1, port2 } = new MessageChannelMain();
      if (child && running) handOver(child, port1);
      else waiting.push(port1);
      return port2;
    },
    save() {
      if (child && running) tell(child, { type: 'save' });
    },
    end() {
      stopping ??= ended();
      return stopping;
    },
  };
}
