import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import fc from 'fast-check';
import type { RequestName } from '../../../src/protocol/api.ts';
import type { WireError } from '../../../src/domain/errors.ts';
import { GatescopeError } from '../../../src/domain/errors.ts';
import { createEngine } from '../../../src/engine/api/engine.ts';
import { loadFewDigits, startTestPool, testBackend } from '../../../src/engine/testing/start.ts';
import { nearlyRight, openers, preparations, type Question, recipe, requestNames } from '../right-requests.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { hostileValue, hostileVersions } from '../values.ts';

/** Requests that end work under way, which must not run while the next request is measured. */
const endings = [
  ...['pause', 'cancelAnswers', 'cancelAblation', 'cancelTrajectories'],
  ...['stopComparison', 'stopGenerator', 'stopFineTuning'],
] as readonly RequestName[];

const asked = fc
  .constantFrom(...requestNames)
  .chain((name) => nearlyRight(name).map((params) => ({ t: 'q', i: '', m: name, a: [params] })));

/** Messages that are no requests at all. */
const malformed = fc.oneof(
  asked.chain((message) => hostileVersions(message)),
  fc.constantFrom('constructor', '__proto__', 'toString', 'valueOf').map((m) => ({ t: 'q', i: '', m, a: [] })),
  hostileValue,
);

/** Whether it will be answered, with an error at least. */
function isRequest(message: unknown): message is { readonly m: RequestName } {
  if (typeof message !== 'object' || message === null) return false;
  const { t, i, m, a } = message as Readonly<Record<string, unknown>>;
  return t === 'q' && i === '' && requestNames.includes(m as RequestName) && Array.isArray(a) && a.length < 2;
}

/** All requests of a page to the engine, over a port. */
export const requestsSurface: Surface<unknown> = {
  name: 'requests',
  sizeLimit: 64 * mebibyte,
  inputs: fc.oneof({ weight: 5, arbitrary: asked }, { weight: 1, arbitrary: malformed }),
  open: startEngine,
};

async function startEngine() {
  const outside = await mkdtemp(join(tmpdir(), 'gatescope-hostile-'));
  const folder = join(outside, 'user');
  await mkdir(folder);
  // Reached by an id that leads out of the folder of runs.
  await writeFile(join(outside, 'canary.run'), 'canary');
  const pool = await startTestPool();
  const digits = await loadFewDigits(200, 100);
  const missing = { error: new GatescopeError('modelMissing', 'There is no model here.') };
  const engine = createEngine(testBackend, pool, { value: digits }, missing, missing, folder);
  const { port1, port2 } = new MessageChannel();
  const { error } = console;
  // It reports messages that it drops.
  console.error = () => undefined;
  engine.connect(portOf(port1));
  const waiting = new Map<string, (answer: Answer) => void>();
  let asks = 0;
  port2.on('message', (message: { t: string; i?: string; m?: string; r?: unknown; e?: WireError }) => {
    if (message.t === 's') waiting.get(message.i ?? '')?.(message);
    // Events are received, as a page does.
    else if (message.i !== undefined) port2.postMessage({ t: 's', i: message.i, r: undefined });
  });

  function ask(message: object): Promise<Answer> {
    const id = `n${asks++}`;
    return new Promise((resolve) => {
      waiting.set(id, (answer) => {
        waiting.delete(id);
        resolve(answer);
      });
      port2.postMessage({ ...message, i: id });
    });
  }

  const request = (m: RequestName, ...a: unknown[]) => ask({ t: 'q', m, a });

  async function prepare(questions: readonly Question[]): Promise<void> {
    for (const { name, params } of questions) {
      const { e } = await request(name, params);
      insist(e === undefined, `"${name}" is refused: ${e?.message ?? ''}`);
    }
  }

  const state = async () => {
    const { r } = await request('getStatus');
    const { session, model, run } = r as { session: number; model: unknown; run: { step: number } };
    return JSON.stringify([session, model, run.step]);
  };

  await request('restart', { recipe });
  return {
    async feed(message: unknown) {
      if (isRequest(message)) await prepare(preparations[message.m] ?? []);
      const before = await state();
      let refusal: string | null = null;
      if (isRequest(message)) {
        const { e } = await ask(message);
        refusal = e?.message ?? null;
        insist(e?.kind !== 'internal', `It fails: ${e?.stack ?? ''}`);
      } else {
        port2.postMessage(message);
      }
      if (refusal === null) for (const ending of endings) await request(ending);
      const after = await state();
      if (isRequest(message) && openers.includes(message.m) && refusal === null) {
        await request('openMnist');
        await request('restart', { recipe });
      }
      insist(refusal === null || after === before, 'A request that was refused has changed something.');
      insist((await readdir(outside)).sort().join() === 'canary.run,user', 'Something lies outside its folder.');
      return refusal;
    },
    async close() {
      port1.close();
      port2.close();
      console.error = error;
      // Pending saves finish, and the folder stays empty afterwards.
      await engine.end();
      await rm(outside, { recursive: true });
    },
  };
}

type Answer = { readonly r?: unknown; readonly e?: WireError };

function portOf(port: MessagePort) {
  return {
    send: (message: unknown) => {
      port.postMessage(message);
    },
    onMessage: (listener: (message: unknown) => void) => {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
    onClose: (listener: () => void) => {
      port.on('close', listener);
      return () => port.off('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}
