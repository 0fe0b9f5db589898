/**
 * Fills the manifests of `packaging/` for a release: `node scripts/manifests/index.ts SHA256SUMS OUTPUT`. The version
 * is that of package.json, the date today's.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fill, readChecksums } from './fill.ts';

const [sums, output] = process.argv.slice(2);
if (!output) throw new Error('Name the file of checksums, and a folder for the manifests.');
const root = join(import.meta.dirname, '..', '..');
const templates = join(root, 'packaging');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
const date = new Date().toISOString().slice(0, 10);
const release = { version, date, checksums: readChecksums(readFileSync(sums, 'utf8')) };

for (const entry of readdirSync(templates, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const template = join(entry.parentPath, entry.name);
  const path = join(output, template.slice(templates.length));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, fill(readFileSync(template, 'utf8'), release));
}
