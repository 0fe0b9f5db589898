/** What it takes to add something: made-up examples, each made as CONTRIBUTING's "How to …" says. */

import type { Scratch } from './scratch.ts';

export type Addition = {
  /** Of CONTRIBUTING's paragraph. */
  readonly heading: string;
  /** Files that may be touched. */
  readonly mostFiles: number;
  readonly make: (edit: Scratch['edit']) => Promise<void>;
  /** Files and folders whose unit tests must pass with it. */
  readonly tests: readonly string[];
};

/** Puts something behind a place in a file. @throws Error where the place is not there, or not once */
function after(place: string, addition: string) {
  return (text: string) => {
    if (text.split(place).length !== 2) throw new Error(`"${place}" must stand there once.`);
    return text.replace(place, () => place + addition);
  };
}

const message: Addition = {
  heading: 'add a message',
  mostFiles: 3,
  async make(edit) {
    await edit(
      'src/protocol/run.ts',
      after(
        'export const runRequests = {\n',
        '  greet: { params: v.strictObject({ name: v.string() }), result: v.string() },\n',
      ),
    );
    await edit(
      'src/engine/api/engine.ts',
      after(
        '      getStatus: () => Promise.resolve(lab.status()),\n',
        '      greet: ({ name }) => Promise.resolve(`Hello, ${name}.`),\n',
      ),
    );
    await edit(
      'scripts/hostile/right-requests.ts',
      after('  setSlowMotion: { on: false },\n', "  greet: { name: 'Ada' },\n"),
    );
  },
  tests: ['src/protocol', 'src/engine/api/rpc.test.ts', 'scripts/hostile'],
};

const event: Addition = {
  heading: 'add an event',
  mostFiles: 3,
  async make(edit) {
    await edit('src/protocol/run.ts', after('export const runEvents = {\n', '  greeting: v.string(),\n'));
    await edit(
      'src/engine/api/engine.ts',
      after('  function tellStatus(): void {\n', "    tell((client) => client.greeting.asEvent('Hello.'));\n"),
    );
    await edit(
      'src/renderer/shell/lab.svelte.ts',
      after('      trajectories: neighbours.receive,\n', '      greeting: () => undefined,\n'),
    );
  },
  tests: ['src/protocol', 'src/engine/api/engine-run.test.ts', 'src/renderer/client', 'src/renderer/shell'],
};

const metric: Addition = {
  heading: 'add a metric',
  mostFiles: 2,
  async make(edit) {
    await edit('src/protocol/step-metrics.ts', (text) =>
      after("export const stepMetrics = ['loss', ", "'errors', ")(text),
    );
    await edit('src/engine/training/trainer.ts', after('      return { loss, ', 'errors: samples - correct, '));
  },
  tests: ['src/protocol', 'src/engine/training', 'src/engine/files', 'src/engine/api', 'src/renderer/lab/charts'],
};

/** By what is added, as `npm run how-many` calls it. */
export const additions = { message, event, metric } satisfies Readonly<Record<string, Addition>>;
