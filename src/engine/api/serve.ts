/**
 * The engine's process entry, in a worker thread (browser host) or an Electron utility process (desktop). It only starts
 * the engine from the host's {@link EngineAssets} and hands it the ports that the host sends.
 */

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import type { EngineAssets, HostMessage } from '../../protocol/host.ts';
import type { Port } from '../../protocol/port.ts';
import { startComputing } from '../kernels/backend.ts';
import { comparedFileName, comparedRunsFolder } from '../comparison/compared-folder.ts';
import { loadMnist } from '../data/mnist.ts';
import { createEngine, type Engine } from './engine.ts';
import { generatorFileName, generatorFolder } from '../generator/kept-generator.ts';
import { loadGenerator } from '../generator/generator-storage.ts';
import type { Loaded } from '../run/lab.ts';
import { loadModel } from '../models/storage.ts';
import { createDataSetStore, dataSetFileName, dataSetsFolder } from '../own-data/store.ts';
import { kernelsToGoOnWith, removeLeftoversOfRuns } from '../training/checkpoint-folder.ts';
import { removeLeftovers } from '../system/write-atomically.ts';

/** The part of Electron's MessagePortMain that is used: it wraps messages in events and waits for `start`. */
type MessagePortMain = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  off(event: 'message', listener: (event: { data: unknown }) => void): void;
  off(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
};

type UtilityParentPort = {
  on(event: 'message', listener: (event: { data: HostMessage; ports: MessagePortMain[] }) => void): void;
};

const assetsSchema = v.object({
  dataDirectory: v.string(),
  modelDirectory: v.string(),
  generatorDirectory: v.string(),
  userDirectory: v.optional(v.string()),
  saveSeconds: v.optional(v.pipe(v.number(), v.gtValue(0))),
  kernelDirectory: v.string(),
  threadFile: v.string(),
  threadOptions: v.optional(v.array(v.string())),
  threads: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  kernels: v.optional(v.string()),
  choice: v.optional(v.object({ kernels: v.nullable(v.string()), paired: v.boolean() })),
  runtime: v.string(),
}) satisfies v.GenericSchema<EngineAssets>;

/** In the user directory itself: a person's own digits, and what the desktop remembers of its window. */
const userFileName = /^(?:my-digits|window)\.json$/;

async function startEngine(given: unknown): Promise<Engine> {
  const assets = v.parse(assetsSchema, given);
  const { dataDirectory, modelDirectory, generatorDirectory, userDirectory, saveSeconds } = assets;
  if (userDirectory !== undefined)
    await Promise.all([
      removeLeftovers(userDirectory, userFileName),
      removeLeftoversOfRuns(userDirectory),
      removeLeftovers(dataSetsFolder(userDirectory), dataSetFileName),
      removeLeftovers(comparedRunsFolder(userDirectory), comparedFileName),
      removeLeftovers(generatorFolder(userDirectory), generatorFileName),
    ]);
  const preferred = userDirectory === undefined ? undefined : await kernelsToGoOnWith(userDirectory);
  const { backend, pool } = await startComputing(assets, preferred);
  // The host starts an engine that has exited anew.
  void pool.failed.then((error) => {
    console.error(error);
    process.exit(1);
  });
  const [digits, pretrained, pretrainedGenerator] = await Promise.all([
    loaded(loadMnist(dataDirectory)),
    loaded(loadModel(modelDirectory)),
    loaded(loadGenerator(generatorDirectory)),
  ]);
  const firstData = await loaded(createDataSetStore(userDirectory ?? null).chosen());
  return createEngine(
    ...([backend, pool, digits, pretrained, pretrainedGenerator, userDirectory, saveSeconds, firstData] as const),
  );
}

function loaded<Value>(loading: Promise<Value>): Promise<Loaded<Value>> {
  return loading.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

function fromThreadPort(port: MessagePort): Port {
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage(listener) {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
    onClose(listener) {
      port.on('close', listener);
      return () => port.off('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}

function fromMainPort(port: MessagePortMain): Port {
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage(listener) {
      const unwrap = ({ data }: { data: unknown }) => {
        listener(data);
      };
      port.on('message', unwrap);
      port.start();
      return () => {
        port.off('message', unwrap);
      };
    },
    onClose(listener) {
      port.on('close', listener);
      return () => {
        port.off('close', listener);
      };
    },
    close: () => {
      port.close();
    },
  };
}

// In a utility process an unhandled rejection only warns; the host restarts an engine only once it has exited.
process.on('unhandledRejection', (reason) => {
  console.error(reason);
  process.exit(1);
});

/** Does what the host says, once the engine has started; one that has not has nothing to save. */
function obeying(starting: Promise<Engine>) {
  let engine: Engine | null = null;
  void starting.then((started) => (engine = started));
  /** @param openPort makes the port of a new client */
  return async ({ type }: HostMessage, openPort: () => Port): Promise<void> => {
    if (type === 'connect') (await starting).connect(openPort());
    else if (type === 'save') await engine?.save();
    else {
      await engine?.end();
      process.exit();
    }
  };
}

const utilityPort = (process as { parentPort?: UtilityParentPort }).parentPort;
if (utilityPort) {
  const obey = obeying(startEngine(JSON.parse(process.argv[2])));
  // Ctrl-C in a terminal reaches this process, too: it saves first, when the host tells it to end.
  process.on('SIGINT', () => undefined);
  utilityPort.on('message', ({ data, ports: [port] }) => void obey(data, () => fromMainPort(port)));
} else if (parentPort) {
  const obey = obeying(startEngine(workerData));
  parentPort.on(
    'message',
    ({ port, ...message }: HostMessage & { port: MessagePort }) => void obey(message, () => fromThreadPort(port)),
  );
}
