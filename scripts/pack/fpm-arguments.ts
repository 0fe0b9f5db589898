/** Electron-builder's arguments to fpm for a package. */

import { parseArgs } from 'node:util';
import type { DebPackage } from './deb.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

/** Every option that electron-builder may give for a .deb. Others are refused, since their effect would be missing. */
const options = {
  'input-type': { ...text, short: 's' },
  'output-type': { ...text, short: 't' },
  force: flag,
  debug: flag,
  log: text,
  depends: { ...texts, short: 'd' },
  'deb-recommends': texts,
  'deb-compression': text,
  'deb-priority': text,
  architecture: text,
  'after-install': text,
  'after-remove': text,
  'before-remove': text,
  description: text,
  version: text,
  package: text,
  name: text,
  maintainer: text,
  vendor: text,
  url: text,
  category: text,
  license: text,
} as const;

type RequiredOption =
  | 'after-install'
  | 'after-remove'
  | 'architecture'
  | 'description'
  | 'maintainer'
  | 'name'
  | 'package'
  | 'url'
  | 'version';

/** @throws Error where something unsupported is asked for, or something is missing */
export function readFpmArguments(args: readonly string[]): DebPackage {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values['input-type'] !== 'dir' || values['output-type'] !== 'deb')
    throw new Error('only a .deb of folders is made');

  function valueOf(name: RequiredOption): string {
    const value = values[name];
    if (!value) throw new Error(`--${name} is missing`);
    return value;
  }

  const [synopsis, ...description] = valueOf('description').trim().split('\n');
  return {
    path: valueOf('package'),
    control: {
      Package: valueOf('name'),
      Version: valueOf('version'),
      License: values.license,
      Architecture: valueOf('architecture'),
      Maintainer: valueOf('maintainer'),
      Depends: values.depends?.join(', '),
      Recommends: values['deb-recommends']?.join(', '),
      Section: values.category,
      Priority: values['deb-priority'],
      Homepage: valueOf('url'),
      Description: [synopsis, ...description.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
    },
    scripts: {
      postinst: valueOf('after-install'),
      ...(values['before-remove'] && { prerm: values['before-remove'] }),
      postrm: valueOf('after-remove'),
    },
    files: positionals.map(mapping),
    compression: values['deb-compression'] ?? 'xz',
  };
}

/** `from=to`, as in fpm; a folder ends with a slash and means its content. */
function mapping(argument: string): DebPackage['files'][number] {
  const split = argument.lastIndexOf('=');
  const [from, to] = [argument.slice(0, split), argument.slice(split + 1)];
  if (split < 1 || !to.startsWith('/')) throw new Error(`"${argument}" names no place to install to`);
  return { from, to };
}
