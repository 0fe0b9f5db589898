import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { Interruption } from '../../../src/cli/io.ts';
import { insist, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileNames } from '../values.ts';

const commands = ['train', 'evaluate', 'predict', 'serve', 'bench', 'experiment', 'help'];
const options = [
  ...[
    '--units',
    '--layers',
    '--epochs',
    '--batch',
    '--max-steps',
    '--hold-back',
    '--learning-rate',
    '--seed',
    '--cell',
  ],
  ...['--order', '--model', '--port', '--threads', '--kernels', '--rounds', '--only', '--json', '--list', '--window'],
];
const values = [
  '7',
  '513',
  '-1',
  '1e309',
  '1e-400',
  '0x10',
  '８',
  '1_000',
  ' 8 ',
  '8;rm -rf /',
  '$(id)',
  'lstm',
  '/proc/x',
];

// The system ends an argument at its first zero.
const text = fc
  .oneof(fc.constantFrom(...hostileNames, ...values), fc.string({ maxLength: 30 }), fc.integer().map(String))
  .map((each) => each.replaceAll('\u0000', ''));

/** Something that no command takes, so that none begins to train, to serve or to measure for minutes. */
const wrong: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.constant(['--no-such-option']),
  fc.tuple(fc.constantFrom('--units', '--threads', '--port', '--rounds'), fc.constantFrom('7.5', '', 'x', '-0')),
  text.map((each) => [`--${each.replaceAll(/\W/g, '')}-x`, each]),
);

const argumentLists = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...commands) }, { weight: 1, arbitrary: text }),
    fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom(...options), text),
        text.map((each) => [each]),
      ),
      { maxLength: 4 },
    ),
    wrong,
    fc.nat({ max: 4 }),
  )
  .map(([command, given, mistake, at]) => [command, ...given.toSpliced(at, 0, [...mistake]).flat()]);

/** Command lines, as far as they are read. */
export const argumentsSurface: Surface<readonly string[]> = {
  name: 'arguments',
  sizeLimit: 0,
  inputs: argumentLists,
  async open() {
    const folder = await temporaryFolder();
    const before = process.cwd();
    process.chdir(folder.path);
    // Whatever would begin after all ends at once.
    const signal = AbortSignal.abort(new Interruption(130));
    return {
      async feed(args) {
        const complaints: string[] = [];
        const complain = (line: string) => void complaints.push(line);
        const code = await runCommandLine(args, { print: () => undefined, complain, terminal: null, signal });
        insist([0, 1, 2, 130].includes(code), `It ends with ${code}.`);
        insist((await readdir('.')).length === 0, 'It has written something.');
        await folder.checkOutside();
        if (code === 0 || code === 130 || complaints.at(0)?.startsWith('Usage: ')) return null;
        return complaints.at(-1) ?? '';
      },
      async close() {
        process.chdir(before);
        await folder.remove();
      },
    };
  },
};
