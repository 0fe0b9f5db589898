/**
 * Entry point of the engine's process: a worker thread (browser host) or an Electron utility process (desktop). It only
 * starts the engine from the host's {@link EngineAssets} and passes it the host's ports.
 */

import * as v from 'valibot';
import type { EngineAssets, HostMessage } from '../../protocol/host.ts';
import type { Port } from '../../protocol/port.ts';
import { startComputing } from '../kernels/backend.ts';
import { comparedFileName, comparedRunsFolder } from '../comparison/compared-folder.ts';
import { loadMnist } from '../data/mnist.ts';
import { createEngine, type Engine } from './engine.ts';
import { generatorFileName, generatorFolder } from '../generator/kept-generator.ts';
import { formerStripFolder } from '../strips/own-readers.ts';
import { keptStripFileName, stripFolder } from '../strips/strip-file.ts';
import { loadGenerator } from '../generator/generator-storage.ts';
import type { Loaded } from '../run/lab.ts';
import { loadModel } from '../models/storage.ts';
import { createDataSetStore, dataSetFileName, dataSetsFolder } from '../own-data/store.ts';
import { kernelsToGoOnWith, removeLeftoversOfRuns } from '../training/checkpoint-folder.ts';
import { engineHost } from '../system/engine-host.ts';
import { endProcess, onUnhandledRejection } from '../system/this-process.ts';
import { removeLeftovers } from '../system/write-atomically.ts';

const assetsSchema = v.object({
  dataDirectory: v.string(),
  modelDirectory: v.string(),
  generatorDirectory: v.string(),
  stripsDirectory: v.optional(v.string()),
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

/** Files directly in the user directory: own digits and the desktop window's state. */
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
      removeLeftovers(stripFolder(userDirectory), keptStripFileName),
      removeLeftovers(formerStripFolder(userDirectory), keptStripFileName),
    ]);
  const preferred = userDirectory === undefined ? undefined : await kernelsToGoOnWith(userDirectory);
  const { backend, pool } = await startComputing(assets, preferred);
  // The host restarts an engine that exits.
  void pool.failed.then((error) => {
    console.error(error);
    endProcess(1);
  });
  const [digits, pretrained, pretrainedGenerator] = await Promise.all([
    loaded(loadMnist(dataDirectory)),
    loaded(loadModel(modelDirectory)),
    loaded(loadGenerator(generatorDirectory)),
  ]);
  const firstData = await loaded(createDataSetStore(userDirectory ?? null).chosen());
  return createEngine(
    ...([backend, pool, digits, pretrained, pretrainedGenerator, userDirectory, saveSeconds, firstData] as const),
    assets.stripsDirectory,
  );
}

function loaded<Value>(loading: Promise<Value>): Promise<Loaded<Value>> {
  return loading.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

// A utility process only warns about unhandled rejections, but the host restarts an engine only after it exits.
onUnhandledRejection((reason) => {
  console.error(reason);
  endProcess(1);
});

/** Obeys the host once the engine has started; before that there is nothing to save. */
function obeying(starting: Promise<Engine>) {
  let engine: Engine | null = null;
  void starting.then((started) => (engine = started));
  /** @param openPort creates the port of a new client */
  return async ({ type }: HostMessage, openPort: () => Port): Promise<void> => {
    if (type === 'connect') (await starting).connect(openPort());
    else if (type === 'save') await engine?.save();
    else {
      await engine?.end();
      endProcess();
    }
  };
}

const host = engineHost();
if (host) {
  const obey = obeying(startEngine(host.assets));
  host.onMessage((message, openPort) => void obey(message, openPort));
}
