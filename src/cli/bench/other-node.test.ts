import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOtherNode } from './other-node.ts';

describe.skipIf(process.platform === 'win32')('the other Node', () => {
  let folder: string;
  let present: string;
  let system: string;

  async function program(...parts: string[]): Promise<string> {
    const path = join(folder, ...parts);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, '');
    await chmod(path, 0o755);
    return path;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatescope-nodes-'));
    present = await program('node_modules', 'node-package', 'bin', 'node');
    system = await program('system', 'node');
    await mkdir(join(folder, 'links'));
    await symlink(present, join(folder, 'links', 'node'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const pathOf = (...folders: string[]) => ({ PATH: folders.map((name) => join(folder, name)).join(delimiter) });

  test('is the one that npm runs on', () => {
    expect(findOtherNode({ ...pathOf('links'), npm_node_execpath: system }, present)).toBe(system);
  });

  test('or the first other one on PATH that no package brought', () => {
    const env = pathOf('nowhere', join('node_modules', 'node-package', 'bin'), 'links', 'system');
    expect(findOtherNode({ ...env, npm_node_execpath: present }, present)).toBe(system);
  });

  test('or is missing', () => {
    expect(findOtherNode(pathOf('links'), present)).toBeNull();
    expect(findOtherNode({}, present)).toBeNull();
  });
});
