/** Made-up additions, each made as CONTRIBUTING's "How to …" says. */

import { cell, room } from './add-cell-and-room.ts';
import { type Addition, after } from './addition.ts';

const message: Addition = {
  heading: 'add a message',
  maxFiles: 3,
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
  maxFiles: 3,
  async make(edit) {
    await edit('src/protocol/run.ts', after('export const runEvents = {\n', '  greeting: v.string(),\n'));
    await edit(
      'src/engine/api/engine.ts',
      after('  function emitStatus(): void {\n', "    emit((client) => client.greeting.asEvent('Hello.'));\n"),
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
  maxFiles: 2,
  async make(edit) {
    await edit('src/protocol/step-metrics.ts', (text) =>
      after("export const stepMetrics = ['loss', ", "'errors', ")(text),
    );
    await edit('src/engine/training/trainer.ts', after('      return { loss, ', 'errors: samples - correct, '));
  },
  tests: ['src/protocol', 'src/engine/training', 'src/engine/files', 'src/engine/api', 'src/renderer/lab/charts'],
};

const setting: Addition = {
  heading: 'add a setting',
  maxFiles: 4,
  async make(edit) {
    await edit(
      'src/domain/recipe/training-fields.ts',
      after(
        "    help: 'share of units silenced before the readout',\n  },\n",
        `  /** Added to the learning rate. */
  warmth: {
    kind: 'number',
    range: [0, 0.5],
    off: 0,
    default: 0,
    group: 'training',
    flags: '--warmth <x>',
    help: 'added to the learning rate',
  },
`,
      ),
    );
    await edit('src/engine/training/update-of.ts', (text) =>
      text
        .replace('const { optimizer, ', 'const { warmth, optimizer, ')
        .replace(/\blearningRate,\n/, 'learningRate: learningRate + warmth,\n'),
    );
    await edit(
      'src/renderer/i18n/catalogue/en/settings.ts',
      after(
        "  dropout: 'Dropout',\n",
        "  warmth: 'Warmth',\n  warmthMeaning: 'Added to the learning rate, to {{max}}.',\n",
      ),
    );
    await edit(
      'src/renderer/i18n/catalogue/ko/settings.ts',
      after("  dropout: '드롭아웃',\n", "  warmth: '온기',\n  warmthMeaning: '학습률에 더하는 값, 최대 {{max}}.',\n"),
    );
  },
  tests: [
    'src/domain',
    'src/cli/train',
    'src/engine/training',
    'src/renderer/settings',
    'src/renderer/i18n',
    'src/renderer/lessons',
  ],
};

const chart: Addition = {
  heading: 'add a chart of the run',
  maxFiles: 2,
  async make(edit) {
    await edit('src/renderer/lab/charts/run-charts.ts', (text) =>
      after(
        'const declared = { loss, ',
        'rawAccuracy, ',
      )(
        after(
          "import type { StepMetric } from '../../../protocol/step-metrics.ts';\n",
          `
const rawAccuracy: RunChart = {
  texts: {
    title: { en: 'Accuracy of each step', ko: '스텝별 정확도' },
    meaning: { en: 'Share of a batch’s images read correctly.', ko: '배치에서 맞게 읽은 이미지의 비율.' },
  },
  formula: 'right / all',
  areShares: true,
  curves: () => [rawCurve('accuracy')],
};
`,
        )(text),
      ),
    );
  },
  tests: ['src/renderer/lab/charts', 'src/renderer/i18n'],
};

const language: Addition = {
  heading: 'add a language',
  names: { code: 'fy' },
  maxFiles: 1,
  async make(edit) {
    await edit(
      'src/renderer/i18n/languages/fy.ts',
      () => `import type { LanguageFile } from '../catalogue/language-file.ts';

const mnist = { image: 'sifer', images: 'sifers', Image: 'Sifer', Images: 'Sifers', class: 'sifer', classes: 'sifers' };
const other = { image: 'byld', images: 'bylden', Image: 'Byld', Images: 'Bylden', class: 'klasse', classes: 'klassen' };

export const language: LanguageFile = {
  name: 'Frysk (ûntwerp)',
  isDraft: true,
  images: { mnist, other },
  texts: {
    shell: { train: 'Leare', digitsInWords_one: '{{count, number}} {{image}}', digitsInWords_other: '{{count, number}} {{images}}' },
    score: { forgetGate: 'ferjitpoarte' },
  },
};
`,
    );
  },
  tests: ['src/renderer/i18n', 'src/renderer/settings', 'src/renderer/shell', 'src/renderer/lessons', 'src/main'],
};

/** By their names for `npm run how-many`. */
export const additions = { setting, message, event, metric, cell, room, chart, language } satisfies Readonly<
  Record<string, Addition>
>;
