import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { foldersWithMore } from './import-table.ts';

const root = join(import.meta.dirname, '..');
const message = 'The import table in scripts/import-table.ts does not allow this.';

// The configuration of `npm run lint` itself, without the rules that need every file's types.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
  ruleFilter: ({ ruleId }) =>
    ['no-restricted-imports', 'no-restricted-syntax', 'no-restricted-globals'].includes(ruleId),
});

async function complaints(file: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(`${code}\n`, { filePath: join(root, file) });
  return results.flatMap(({ messages }) => messages.map((found) => found.message));
}

/** The forms of import that the table must rule. */
const forms = [
  (specifier: string) => `import { something } from '${specifier}';\nsomething();`,
  (specifier: string) => `import type { Something } from '${specifier}';\nexport type Other = Something;`,
  (specifier: string) => `export { something } from '${specifier}';`,
  (specifier: string) => `export const something = import('${specifier}');`,
];

const forbidden: [file: string, ...specifiers: string[]][] = [
  ['src/protocol/new.ts', 'node:fs', 'birpc', '@tensorflow/tfjs', '../engine/api/rpc.ts', '../main/window.ts'],
  ['src/domain/ink/new.ts', 'node:fs', 'svelte', '@tensorflow/tfjs', '../../renderer/main.ts', '../../protocol/api.ts'],
  ['src/engine/new.ts', 'electron', 'node:fs', 'ws', 'svelte', '../server/index.ts', '../renderer/client/connect.ts'],
  ['src/engine/data/new.ts', 'node:fs', '../../cli/index.ts', '../../main/paths.ts'],
  ['src/engine/api/serve.ts', 'electron', 'node:worker_threads', '../../main/paths.ts'],
  ['src/engine/kernels/threads/thread.ts', 'node:worker_threads'],
  ['src/engine/training/checkpoint-folder.ts', 'node:fs/promises', 'node:path'],
  ['src/engine/system/new.ts', 'electron', 'ws', '../../main/paths.ts'],
  [
    'src/main/new.ts',
    'ws',
    '@tensorflow/tfjs',
    '../engine/api/serve.ts',
    '../engine/kernels/memory.ts',
    '../engine/kernels/builds/compile.ts',
    '../server/index.ts',
    '../renderer/main.ts',
  ],
  ['src/preload/new.ts', 'node:fs', 'valibot', '../main/ipc.ts', '../engine/api/serve.ts'],
  ['src/server/new.ts', 'electron', '../main/paths.ts', '../renderer/main.ts', '../cli/index.ts'],
  ['src/cli/new.ts', 'electron', '../main/paths.ts', '../renderer/main.ts', 'ws'],
  ['src/cli/bench/new.ts', '@jax-js/jax', '@tensorflow/tfjs'],
  ['src/cli/bench/contestants/new.ts', 'electron', 'ws'],
  ['src/renderer/new.ts', 'electron', 'node:fs', '@tensorflow/tfjs', '../engine/data/mnist.ts', '../main/paths.ts'],
  ['src/renderer/lab/new.ts', '../../engine/data/mnist.ts', '../../engine/system/sha256.ts', '../../server/index.ts'],
];

const allowed: [file: string, ...specifiers: string[]][] = [
  ['src/domain/new.ts', 'valibot', 'fflate', './ink/ink.ts'],
  ['src/protocol/new.ts', './api.ts', 'valibot', '../domain/errors.ts'],
  ['src/engine/new.ts', '@tensorflow/tfjs', 'birpc', 'pure-rand/generator/xoroshiro128plus', '../protocol/api.ts'],
  ['src/engine/api/serve.ts', '@tensorflow/tfjs', '../training/trainer.ts', '../system/engine-host.ts'],
  ['src/engine/system/new.ts', 'node:worker_threads', 'node:fs/promises', '../../domain/bytes.ts'],
  [
    'src/main/new.ts',
    'electron',
    'node:path',
    'valibot',
    '../protocol/bridge.ts',
    './paths.ts',
    '../engine/system/replace-file.ts',
    '../engine/kernels/choice/recall-or-choose.ts',
  ],
  ['src/preload/new.ts', 'electron', '../protocol/bridge.ts'],
  [
    'src/server/new.ts',
    'ws',
    'msgpackr',
    'node:http',
    '../engine/api/rpc.ts',
    '../domain/random.ts',
    '../protocol/host.ts',
  ],
  ['src/cli/new.ts', 'commander', 'node:fs/promises', '../server/index.ts', '../engine/api/rpc.ts'],
  ['src/cli/bench/contestants/new.ts', '@jax-js/jax', '@tensorflow/tfjs', '../messages.ts'],
  ['src/renderer/new.ts', 'svelte', 'svelte/store', 'uplot', 'valibot', '../protocol/api.ts'],
  ['src/renderer/lab/new.ts', '../../domain/ink/ink.ts', '../../domain/ink/centre.ts', '../client/connect.ts'],
];

function cases(table: typeof forbidden): [file: string, specifier: string][] {
  return table.flatMap(([file, ...specifiers]) => specifiers.map((specifier): [string, string] => [file, specifier]));
}

describe('forbidden, in every form of import', () => {
  test.each(cases(forbidden))('%s: %s', async (file, specifier) => {
    for (const form of forms) {
      const code = form(specifier);
      const found = await complaints(file, code);

      expect(found, code).toHaveLength(1);
      expect(found[0], code).toContain(message);
    }
  });
});

describe('allowed, in every form of import', () => {
  test.each(cases(allowed))('%s: %s', async (file, specifier) => {
    for (const form of forms) expect(await complaints(file, form(specifier)), form(specifier)).toEqual([]);
  });
});

test('applies to Svelte components, too', async () => {
  const component = (specifier: string) => `<script lang="ts">\n  import x from '${specifier}';\n  x();\n</script>`;

  expect(await complaints('src/renderer/ui/New.svelte', component('electron'))).toHaveLength(1);
  expect(await complaints('src/renderer/ui/New.svelte', component('uplot'))).toEqual([]);
});

test('lets tests import what they need', async () => {
  expect(await complaints('src/protocol/new.test.ts', "import 'node:fs';")).toEqual([]);
});

test("allows Node's own features in engine/system only", async () => {
  for (const code of ['export const id = process.pid;', "export const bytes = Buffer.from('a');"]) {
    expect(await complaints('src/engine/training/new.ts', code), code).toHaveLength(1);
    expect(await complaints('src/domain/new.ts', code), code).toHaveLength(1);
    expect(await complaints('src/engine/system/new.ts', code), code).toEqual([]);
    expect(await complaints('src/engine/new.test.ts', code), code).toEqual([]);
  }
});

test('has no rule for a single file', () => {
  for (const folder of Object.keys(foldersWithMore))
    expect(statSync(join(root, folder)).isDirectory(), folder).toBe(true);
});
