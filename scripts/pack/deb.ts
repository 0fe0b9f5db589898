/** Makes a .deb with `dpkg-deb`: the same bytes from the same files, wherever and whenever it is made. */

import { chmod, copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../run.ts';
import { checksums, kibibytes, listBelow, settle } from './file-tree.ts';

export type DebPackage = {
  /** Of the .deb. */
  readonly path: string;
  /** Fields of the control file, in order; those without a value are left out. */
  readonly control: Readonly<Record<string, string | undefined>>;
  /** Paths of the scripts that run after installing, before removing, and after removing. */
  readonly scripts: Readonly<Partial<Record<'postinst' | 'prerm' | 'postrm', string>>>;
  /** Files, and folders for their content, each with its place. Of two for one place the first is taken. */
  readonly files: readonly { readonly from: string; readonly to: string }[];
  /** As fpm names it. */
  readonly compression: string;
};

/** `dpkg-deb`'s names for fpm's compressions. */
const compressions: Partial<Record<string, string>> = { xz: 'xz', gz: 'gzip', zst: 'zstd', none: 'none' };

/**
 * All files get one time: SOURCE_DATE_EPOCH, in seconds, or 1970 where that is not set.
 * @throws Error where a file is missing or `dpkg-deb` fails
 */
export async function makeDeb({ path, control, scripts, files, compression }: DebPackage): Promise<void> {
  const compressor = compressions[compression];
  if (compressor === undefined) throw new Error(`"${compression}" is no compression for it`);
  const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? 0);
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-deb-'));
  try {
    for (const { from, to } of files) await copy(from, join(folder, to));
    const installed = await listBelow(folder);
    const meta = join(folder, 'DEBIAN');
    await mkdir(meta);
    const fields = { ...control, 'Installed-Size': String(kibibytes(installed)) };
    await writeFile(join(meta, 'control'), controlText(fields));
    await writeFile(join(meta, 'md5sums'), await checksums(folder, installed));
    for (const [name, script] of Object.entries(scripts)) {
      await copyFile(script, join(meta, name));
      await chmod(join(meta, name), 0o755);
    }
    await settle(folder, epoch);
    const args = ['--root-owner-group', `-Z${compressor}`, '--build', folder, path];
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(epoch) };
    if ((await run('dpkg-deb', args, { env })) !== 0) throw new Error('dpkg-deb says why, above');
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function copy(from: string, to: string) {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true, force: false });
}

/** @throws Error where a value would begin another field */
function controlText(fields: DebPackage['control']): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  const wrong = lines.find((line) => /\n(?! )/.test(line));
  if (wrong !== undefined) throw new Error(`the control file cannot have "${wrong}"`);
  return `${lines.join('\n')}\n`;
}
