import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { Interruption } from '../../../src/cli/shared/io.ts';
import { seven, toPng } from '../../../src/cli/testing/pictures.ts';
import { wholeModelFiles } from '../model-zips.ts';
import { insist, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileNames } from '../values.ts';

const commands = ['train', 'evaluate', 'predict', 'serve', 'bench', 'experiment', 'likelihood', 'export', 'help'];
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
  ...['--config', '--data', '--labels', '--transpose', '--format', '--strokes'],
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

/** Arguments that no command accepts, so that none trains, serves or measures for minutes. */
const wrong: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.constant(['--no-such-option']),
  fc.tuple(fc.constantFrom('--units', '--threads', '--port', '--rounds'), fc.constantFrom('7.5', '', 'x', '-0')),
  text.map((each) => [`--${each.replaceAll(/\W/g, '')}-x`, each]),
);

/** Never a place outside the folder: the file named there would be written. */
const out = fc.constantFrom('out', 'out.zip', 'sub/none/out', '', '.', 'model', 'x'.repeat(247), '👩‍👩‍👧‍👧', '\u001b[2J');

const neverBegun = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...commands) }, { weight: 1, arbitrary: text }),
    fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom(...options), text),
        out.map((each) => ['--out', each]),
        text.map((each) => [each]),
      ),
      { maxLength: 4 },
    ),
    wrong,
    fc.nat({ max: 4 }),
  )
  .map(([command, given, mistake, at]) => [command, ...given.toSpliced(at, 0, [...mistake]).flat()]);

/** Files in the folder, which `export` converts: the command that ends soon. */
const given: Readonly<Record<string, Uint8Array>> = {
  model: wholeModelFiles[0],
  cut: wholeModelFiles[0].subarray(0, 900),
  picture: toPng(seven(28)),
  empty: new Uint8Array(),
};
const formats = ['gatescope', 'tfjs', 'safetensors', 'npz', 'stepsCsv', 'epochsCsv', 'recipe', '', 'constructor'];

const exporting = fc
  .tuple(
    fc.constantFrom(...Object.keys(given), 'nowhere', '.', ''),
    fc.option(fc.constantFrom(...formats)),
    fc.option(out),
  )
  .map(([model, format, place]) => [
    ...['export', model],
    ...(format === null ? [] : ['--format', format]),
    ...(place === null ? [] : ['--out', place]),
  ]);

const argumentLists = fc.oneof({ weight: 9, arbitrary: neverBegun }, { weight: 1, arbitrary: exporting });

/** Command lines, up to their parsing; for `export` all that it does. */
export const argumentsSurface: Surface<readonly string[]> = {
  name: 'arguments',
  sizeLimit: 0,
  inputs: argumentLists,
  async open() {
    const folder = await temporaryFolder();
    const before = process.cwd();
    process.chdir(folder.path);
    await writeGiven();
    // Everything that would begin is stopped at once.
    const signal = AbortSignal.abort(new Interruption(130));
    return {
      async feed(args) {
        const complaints: string[] = [];
        const printed: string[] = [];
        const io = {
          print: (line: string) => void printed.push(line),
          complain: (line: string) => void complaints.push(line),
        };
        const code = await runCommandLine(args, { ...io, terminal: null, signal });
        insist([0, 1, 2, 130].includes(code), `It ends with ${code}.`);
        const isWritten = code === 0 && args[0] === 'export' && !printed[0].startsWith('Usage: ');
        const more = (await readdir('.')).filter((name) => !Object.hasOwn(given, name));
        insist(more.length <= Number(isWritten), `It has written ${more.join(', ')}.`);
        await folder.checkOutside();
        if (isWritten) {
          for (const name of more) await rm(name);
          await writeGiven();
        }
        await checkGiven();
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

async function writeGiven(): Promise<void> {
  for (const [name, bytes] of Object.entries(given)) await writeFile(name, bytes);
}

async function checkGiven(): Promise<void> {
  for (const [name, bytes] of Object.entries(given))
    insist((await readFile(name)).equals(bytes), `${name} was altered.`);
}
