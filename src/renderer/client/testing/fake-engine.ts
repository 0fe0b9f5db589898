/** An engine for tests: gives the configured answers over a real MessageChannel, and emits events on command. */

import { createBirpc } from 'birpc';
import type { TestAnswers, TestDigits } from '../../../protocol/answers.ts';
import { type ClientFunctions, type EngineFunctions, type EventName, requests } from '../../../protocol/api.ts';
import type { EngineStatus, RunStatus } from '../../../protocol/run.ts';
import { perMetric, type StepColumns } from '../../../protocol/step-metrics.ts';
import { defaultRecipe, modelConfigOf } from '../../../domain/recipe/config.ts';
import type { Completion, GeneratorStatus } from '../../../protocol/generator.ts';
import { draftWith, mnistInfo } from './data-sets.ts';
import { modelFileAnswers } from './model-files.ts';
import { stripReaderWith, stripReadingWith } from './strips.ts';
import { emptySet, personalWith } from './personal-digits.ts';
import type { Recipe } from '../../../domain/recipe/recipe.ts';
import type { Trace } from '../../../protocol/trace.ts';
import type { Port } from '../../../protocol/port.ts';
import { portFromMessagePort } from '../ports.ts';

export const recipe: Recipe = { ...defaultRecipe, augmentation: 'none', epochs: 10 };

export const idleRun: RunStatus = {
  phase: 'idle',
  step: 0,
  stepsPerEpoch: 469,
  totalSteps: 4690,
  samplesPerSecond: 0,
  learningRate: 0,
  stoppedBy: null,
  slowMotion: false,
  evaluating: null,
};

export function statusWith(changes: Partial<EngineStatus> = {}): EngineStatus {
  return {
    ...{ engine: 'an engine', runId: 'a-run', session: 1, formerSession: null },
    backend: { kernels: 'simd-6x2', paired: true, threads: 2, fallbackReason: null, tfjsVersion: '4', runtime: 'N' },
    data: { state: 'ready', trainCount: 60_000, testCount: 10_000, ...mnistInfo },
    model: { ...modelConfigOf(recipe), origin: 'pretrained', parameters: 81_674, testAccuracy: 0.99, fileName: null },
    recipe,
    run: idleRun,
    ...changes,
  };
}

/** `length` steps from `firstStep` whose loss is 1 / step. */
export function stepsFrom(firstStep: number, length: number): StepColumns {
  const column = (value: (step: number) => number) =>
    Float32Array.from({ length }, (_, index) => value(firstStep + index));
  return {
    firstStep,
    ...perMetric(() => column(() => 1)),
    loss: column((step) => 1 / step),
    accuracy: column(() => 0.5),
    learningRate: column(() => 1e-3),
  };
}

/** A trace whose answer after row t is `answers[t]`, with probability 0.9. */
export function traceAnswering(
  answers: readonly number[],
  source: Trace['source'] = { kind: 'test', index: 0 },
): Trace {
  const probabilities = new Float32Array(28 * 10).fill(0.1 / 9);
  answers.forEach((digit, row) => {
    probabilities[row * 10 + digit] = 0.9;
  });
  const matrix = () => new Float32Array(28 * 8);
  const matrices = {
    forgetGate: matrix(),
    inputGate: matrix(),
    candidate: matrix(),
    cellState: matrix(),
    outputGate: matrix(),
    hiddenState: matrix(),
  };
  return {
    source,
    pixels: new Uint8Array(784),
    label: null,
    target: answers.at(-1) ?? 0,
    cell: 'lstm',
    order: 'rowsDown',
    steps: 28,
    firstStep: 0,
    units: 8,
    heads: 0,
    layers: [{ matrices, attention: null, gradientNorm: new Float32Array(28), weightGradients: null }],
    probabilities,
    readout: new Float32Array(8 * 10),
    saliency: null,
    truncation: 0,
    knowsNonDigits: false,
    ablation: null,
    step: 0,
    origin: 'pretrained',
  };
}

export function generatorWith(changes: Partial<GeneratorStatus> = {}): GeneratorStatus {
  return {
    ...{
      training: false,
      origin: 'pretrained',
      units: 224,
      labels: 10,
      windows: null,
      step: 3752,
      totalSteps: 3752,
      epochs: 8,
    },
    ...{ samplesPerSecond: 0, trainLoss: null, testLoss: 100, losses: [], pretrainedError: null },
    ...{ dataSet: { id: 'mnist', name: 'MNIST' }, testImages: 1000, former: null },
    ...changes,
  };
}

/** Test digits whose label, and every byte of whose image, is the last digit of their number. */
export function testDigitsFrom(first: number, count: number): TestDigits {
  const labels = Uint8Array.from({ length: count }, (_, place) => (first + place) % 10);
  return { images: Uint8Array.from({ length: count * 784 }, (_, at) => labels[Math.floor(at / 784)]), labels };
}

/** Answers with their labels and probabilities. */
export function answersFrom(
  read: readonly (readonly [label: number, answer: number, probability: number])[],
  changes: Partial<TestAnswers> = {},
): TestAnswers {
  const confusion = new Uint32Array(100);
  for (const [label, answer] of read) confusion[label * 10 + answer]++;
  return {
    answers: Uint8Array.from(read, ([, answer]) => answer),
    answerProbability: Float32Array.from(read, ([, , probability]) => probability),
    labelProbability: Float32Array.from(read, ([label, answer, probability]) =>
      label === answer ? probability : 1 - probability,
    ),
    confusion,
    step: 0,
    session: 1,
    ...changes,
  };
}

/** A completion that draws the given image itself. */
export function completionOf(pixels: Uint8Array, count: number): Completion {
  const images = new Uint8Array(count * 784);
  for (let image = 0; image < count; image++) images.set(pixels, image * 784);
  const probabilities = Float32Array.from(images, (byte) => byte / 255);
  const logLikelihood = new Float32Array(28).fill(-1);
  return { images, probabilities, logLikelihood, ownLogLikelihood: new Float32Array(count * 28).fill(-1), step: 3752 };
}

/** The default answers, all empty. */
const acknowledgements = Object.fromEntries(
  Object.keys(requests).map((name) => [name, () => Promise.resolve(undefined)]),
) as unknown as EngineFunctions;

export type FakeEngine = {
  /** The client's end. */
  readonly port: Port;
  /** Names of the requests that came, in order. */
  readonly asked: readonly string[];
  /** Emits an event; `payload` is unchecked so that tests can send invalid ones. */
  emit(name: EventName, payload: unknown): void;
  close(): void;
};

export function startFakeEngine(answers: Partial<EngineFunctions> = {}): FakeEngine {
  const { port1, port2 } = new MessageChannel();
  const engineSide = portFromMessagePort(port2);
  const asked: string[] = [];
  const functions: EngineFunctions = {
    ...acknowledgements,
    getStatus: () => Promise.resolve(statusWith()),
    getHistory: () => Promise.resolve({ steps: stepsFrom(1, 0), epochs: [], marks: [] }),
    undoRestart: () => Promise.resolve(true),
    getSavedRuns: () => Promise.resolve([]),
    getNewerRuns: () => Promise.resolve([]),
    evaluate: () => Promise.resolve(null),
    getTestDigit: () => Promise.resolve({ pixels: new Uint8Array(784), label: 7 }),
    getTestDigits: ({ first, count }) => Promise.resolve(testDigitsFrom(first, count)),
    getAnswers: () => Promise.resolve(answersFrom([])),
    pin: ({ source }) =>
      Promise.resolve(
        source &&
          traceAnswering(
            Array.from({ length: 28 }, () => 7),
            source,
          ),
      ),
    evaluateAblation: () =>
      Promise.resolve({ accuracy: 0.5, loss: 1, calibrationError: 0.002, confusion: new Uint32Array(100) }),
    getTrajectories: () => Promise.resolve({ building: null, index: null }),
    indexTrajectories: () => Promise.resolve(true),
    findNeighbours: () => Promise.resolve(null),
    getGradientFlow: () =>
      Promise.resolve({
        steps: 28,
        firstStep: 0,
        layers: 1,
        lossGradient: new Float32Array(28).fill(0.1),
        stateJacobian: new Float32Array(28).fill(1),
        stretch: null,
        truncation: 0,
        step: 0,
      }),
    getWeights: () => Promise.resolve({ weights: [], saturation: [], digits: 128, step: 0 }),
    getComparison: () => Promise.resolve({ runs: [], newer: 0, running: false }),
    traceRun: ({ source }) =>
      Promise.resolve(
        traceAnswering(
          Array.from({ length: 28 }, () => 7),
          source,
        ),
      ),
    getGenerator: () => Promise.resolve(generatorWith()),
    complete: ({ pixels, count }) => Promise.resolve(completionOf(pixels, count)),
    getStripReader: () => Promise.resolve(stripReaderWith()),
    makeStrip: ({ digits }) =>
      Promise.resolve({ pixels: new Uint8Array(28 * 8), width: 8, labels: new Uint8Array(digits).fill(7) }),
    readStrip: () => Promise.resolve(stripReadingWith()),
    exportStripReader: () => Promise.resolve({ name: 'reader.zip', bytes: Uint8Array.of(1) }),
    getTimeline: () => Promise.resolve({ session: 1, moments: [] }),
    traceAt: ({ source, step }) =>
      Promise.resolve({
        ...traceAnswering(
          Array.from({ length: 28 }, () => 3),
          source,
        ),
        step,
      }),
    readingThroughTime: () => Promise.resolve(null),
    getPersonal: () => Promise.resolve(personalWith()),
    getPersonalDigits: () => Promise.resolve(emptySet),
    keepDigits: () => Promise.resolve(personalWith({ count: 1, version: 1 })),
    relabelDigits: () => Promise.resolve(personalWith()),
    removeDigits: () => Promise.resolve(personalWith()),
    evaluatePersonal: () => Promise.resolve({ ...answersFrom([]), version: 0 }),
    readDataFiles: () => Promise.resolve(draftWith()),
    ...modelFileAnswers,
    ...answers,
  };
  const rpc = createBirpc<ClientFunctions, EngineFunctions, false>(functions, {
    proxify: false,
    post: (message) => {
      engineSide.send(message);
    },
    on: (listener) => {
      engineSide.onMessage(listener);
    },
    resolver: (name, resolved) => {
      asked.push(name);
      return resolved;
    },
  });
  return {
    port: portFromMessagePort(port1),
    asked,
    emit: (name, payload) => void rpc.$callEvent(name, payload as never),
    close: () => {
      port2.close();
    },
  };
}
