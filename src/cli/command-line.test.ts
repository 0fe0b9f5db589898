import { describe, expect, test, vi } from 'vitest';
import { cellNames } from '../domain/cells.ts';
import { runCommandLine } from './command-line.ts';

/** Runs it without letting it reach a process; returns its output. */
async function run(...args: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await runCommandLine(args, {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
    terminal: null,
    signal: new AbortController().signal,
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

test.each([
  [['--help'], ['train', 'evaluate', 'predict', 'serve', 'Exit codes']],
  [
    ['train', '--help'],
    ['--units <n>', '(default: 128)', '--max-steps', '"samplesPerSecond"'],
  ],
  [
    ['evaluate', '--help'],
    ['--model <path>', '"confusion"', '--strokes <file>', '[{"label":7,', 'sure from 95 %'],
  ],
  [
    ['export', '--help'],
    ['<model>', '--format <format>', 'load_pytorch.py'],
  ],
  [
    ['predict', '--help'],
    ['<file...>', '[{"strokes":[[[x,y],…],…]},…]'],
  ],
  [
    ['likelihood', '--help'],
    ['--model <path>', '"losses"'],
  ],
  [['serve', '--help'], ['--port <n>']],
  [
    ['bench', '--help'],
    ['--rounds <n>', '(default: 5)', '--only <names>', '"advantage"'],
  ],
  [['help', 'train'], ['--learning-rate']],
])('shows help and succeeds on %j', async (args, contents) => {
  const { code, printed, complained } = await run(...args);
  expect(code).toBe(0);
  for (const content of contents) expect(printed).toContain(content);
  expect(complained).toBe('');
});

test('prints the package’s version', async () => {
  expect(await run('--version')).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
  });
});

describe('reports wrong usage in one sentence on standard error', () => {
  test.each([
    [['trian'], "Unknown command 'trian' (did you mean train?)."],
    [['train', '--unit', '8'], "Unknown option '--unit' (did you mean --units?)."],
    [
      ['train', '--units', '7'],
      "Option '--units <n>' argument '7' is invalid. It must be a whole number from 8 to 512.",
    ],
    [['train', '--units'], "Option '--units <n>' argument missing."],
    [
      ['train', '--cell', 'cnn'],
      `Option '--cell <kind>' argument 'cnn' is invalid. Allowed choices are ${cellNames.join(', ')}.`,
    ],
    [
      ['train', '--epochs', '2', '--max-steps', '9'],
      "Option '--max-steps <n>' cannot be used with option '--epochs <n>'.",
    ],
    [
      ['evaluate', '--strokes', 'mine.json', '--data', 'theirs'],
      "Option '--strokes <file>' cannot be used with option '--data <path...>'.",
    ],
    [['train', 'here'], "Too many arguments for 'train'. Expected 0 arguments but got 1."],
    [['predict'], "Missing required argument 'file'."],
    [
      ['serve', '--port', '65536'],
      "Option '--port <n>' argument '65536' is invalid. It must be a whole number from 1 to 65535.",
    ],
    [
      ['bench', '--only', 'gatescope,theano'],
      "Option '--only <names>' argument 'gatescope,theano' is invalid. Choose from " +
        'gatescope,gatescope-unpaired,gatescope-other-node,gatescope-window,pytorch,jax,tfjs-wasm,tfjs-cpu.',
    ],
    [['bench', '--json', '--markdown'], "Option '--markdown' cannot be used with option '--json'."],
  ])('%j', async (args, sentence) => {
    expect(await run(...args)).toEqual({ code: 2, printed: '', complained: sentence });
  });

  test('and shows the help without a command', async () => {
    const { code, printed, complained } = await run();
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(complained).toMatch(/^Usage: gatescope/);
  });
});

test('refuses an invalid number of seconds between two saves before serving', async () => {
  for (const seconds of ['x', '0', 'NaN', '1e9']) {
    const { code, printed, complained } = await run('serve', '--save-seconds', seconds);
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(complained).toContain('It must be a number from 0.1 to 3600.');
  }
});

test.each(['serve', 'train', 'predict x.png'])('reports a deleted folder on %s, and does nothing', async (line) => {
  const cwd = vi.spyOn(process, 'cwd').mockImplementation(() => {
    throw new Error('ENOENT: process.cwd failed');
  });
  const told = await run(...line.split(' '));
  cwd.mockRestore();
  expect(told).toEqual({
    code: 1,
    printed: '',
    complained: 'The current folder no longer exists. Change to another one and start again.',
  });
});
