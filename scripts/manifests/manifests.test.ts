/** The manifests of a release, as far as they can be checked without their collections' own tools. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../run.ts';
import { fill, readChecksums } from './fill.ts';

const { version } = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
);

/** What electron-builder.yml makes. */
const ends = [
  ...['linux-amd64.deb', 'linux-arm64.deb', 'linux-x86_64.AppImage', 'linux-arm64.AppImage'],
  ...['mac-universal.dmg', 'win-x64.exe', 'win-arm64.exe'],
];
const sumOf = (end: string) => String(ends.indexOf(end)).repeat(64);

let output: string;
const read = (...path: string[]) => readFileSync(join(output, ...path), 'utf8');
const hasProgram = (name: string) => spawnSync(name, ['--version']).status === 0;

beforeAll(() => {
  output = mkdtempSync(join(tmpdir(), 'gatescope-manifests-'));
  const sums = join(output, 'SHA256SUMS');
  writeFileSync(sums, ends.map((end) => `${sumOf(end)}  Gatescope-${version}-${end}\n`).join(''));
  const script = join(import.meta.dirname, 'index.ts');
  // The release runs it on Node 24, without packages.
  const loader = parseInt(process.versions.node) < 24 ? ['--import', 'tsx'] : [];
  execFileSync(process.execPath, [...loader, script, sums, output], { cwd: root });
});
afterAll(() => {
  rmSync(output, { recursive: true });
});

test('fills every gap, and only with what the release has', () => {
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));

  expect(texts).toHaveLength(10);
  expect(texts.filter((text) => /\{\{|undefined/.test(text))).toEqual([]);
  const release = { version: '1.0.0', date: '2026-11-29', checksums: new Map() };
  expect(() => fill('{{sha256 win-x64.exe}}', release)).toThrow('no file that ends with win-x64.exe');
  expect(() => fill('{{price}}', release)).toThrow('no price');
  expect(() => readChecksums('abc  file')).toThrow('"abc  file" is not a checksum');
});

describe('winget', () => {
  const url = v.pipe(v.string(), v.url(), v.maxLength(2048));
  const common = {
    PackageIdentifier: v.pipe(v.string(), v.regex(/^[^.\s\\/:*?"<>|]{1,32}(\.[^.\s\\/:*?"<>|]{1,32}){1,7}$/)),
    PackageVersion: v.literal(version),
    ManifestVersion: v.literal('1.12.0'),
  };
  const locale = {
    ...common,
    PackageLocale: v.pipe(v.string(), v.regex(/^[a-z]{2}-[A-Z]{2}$/)),
    ShortDescription: v.pipe(v.string(), v.minLength(3), v.maxLength(256)),
  };
  const tag = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
  const manifests = {
    'Gatescope.Gatescope.yaml': v.strictObject({
      ...common,
      DefaultLocale: v.literal('en-US'),
      ManifestType: v.literal('version'),
    }),
    'Gatescope.Gatescope.installer.yaml': v.strictObject({
      ...common,
      ManifestType: v.literal('installer'),
      InstallerType: v.literal('nullsoft'),
      Scope: v.picklist(['user', 'machine']),
      InstallModes: v.array(v.picklist(['interactive', 'silent', 'silentWithProgress'])),
      UpgradeBehavior: v.picklist(['install', 'uninstallPrevious', 'deny']),
      FileExtensions: v.array(v.pipe(v.string(), v.regex(/^[a-z]+$/))),
      ReleaseDate: v.pipe(v.string(), v.isoDate()),
      Installers: v.array(
        v.strictObject({
          Architecture: v.picklist(['x64', 'arm64']),
          InstallerUrl: url,
          InstallerSha256: v.pipe(v.string(), v.regex(/^[A-Fa-f0-9]{64}$/)),
          InstallerSwitches: v.strictObject({ Custom: v.string() }),
        }),
      ),
    }),
    'Gatescope.Gatescope.locale.en-US.yaml': v.strictObject({
      ...locale,
      ManifestType: v.literal('defaultLocale'),
      Publisher: v.pipe(v.string(), v.minLength(2)),
      PackageName: v.pipe(v.string(), v.minLength(2)),
      License: v.pipe(v.string(), v.minLength(3)),
      Moniker: tag,
      Tags: v.pipe(v.array(tag), v.maxLength(16)),
      ...{ PublisherUrl: url, PublisherSupportUrl: url, PackageUrl: url, LicenseUrl: url, ReleaseNotesUrl: url },
    }),
    'Gatescope.Gatescope.locale.ko-KR.yaml': v.strictObject({ ...locale, ManifestType: v.literal('locale') }),
  };

  test.each(Object.entries(manifests))('has the fields of its schema in %s', (name, schema) => {
    v.parse(schema, load(read('winget', name)));
  });

  test('gives each installer its own checksum', () => {
    const { Installers } = v.parse(
      manifests['Gatescope.Gatescope.installer.yaml'],
      load(read('winget', 'Gatescope.Gatescope.installer.yaml')),
    );

    for (const { Architecture, InstallerUrl, InstallerSha256 } of Installers) {
      expect(InstallerUrl).toMatch(new RegExp(`/v${version}/Gatescope-${version}-win-${Architecture}\\.exe$`));
      expect(InstallerSha256).toBe(sumOf(`win-${Architecture}.exe`));
    }
  });
});

describe('Homebrew', () => {
  test('names the image, its checksum, and what the cask deletes', () => {
    const cask = read('homebrew', 'gatescope.rb');

    expect(cask).toContain(`version "${version}"\n  sha256 "${sumOf('mac-universal.dmg')}"`);
    // Homebrew's own rules for a description.
    expect(/desc "(.*)"/.exec(cask)?.[1]).toMatch(/^(?!An? |The |Gatescope)[A-Z].{1,78}[^.]$/);
    expect(cask.match(/\bdo\b/g)).toHaveLength(cask.match(/^\s*end$/gm)?.length ?? 0);
  });

  test.runIf(hasProgram('ruby'))('is Ruby', () => {
    execFileSync('ruby', ['-c', join(output, 'homebrew', 'gatescope.rb')]);
  });
});

describe('Flathub', () => {
  const name = 'io.github.gatescope.gatescope';
  const source = v.variant('type', [
    v.strictObject({
      type: v.literal('file'),
      'only-arches': v.tuple([v.picklist(['x86_64', 'aarch64'])]),
      url: v.pipe(v.string(), v.url()),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      'dest-filename': v.string(),
    }),
    v.strictObject({ type: v.literal('file'), path: v.string() }),
    v.strictObject({ type: v.literal('script'), 'dest-filename': v.string(), commands: v.array(v.string()) }),
  ]);
  const schema = v.strictObject({
    id: v.literal(name),
    ...{
      runtime: v.string(),
      'runtime-version': v.string(),
      sdk: v.string(),
      base: v.string(),
      'base-version': v.string(),
    },
    command: v.string(),
    'separate-locales': v.boolean(),
    'finish-args': v.array(v.pipe(v.string(), v.regex(/^--[a-z-]+=/))),
    modules: v.tuple([
      v.strictObject({
        name: v.string(),
        buildsystem: v.literal('simple'),
        'build-commands': v.array(v.string()),
        sources: v.array(v.union([...source.options])),
      }),
    ]),
  });

  test('asks for no network and no files', () => {
    const manifest = v.parse(schema, load(read('flathub', `${name}.yml`)));

    expect(manifest['finish-args'].filter((right) => /network|filesystem/.test(right))).toEqual([]);
    expect(JSON.stringify(manifest)).toContain(sumOf('linux-amd64.deb'));
    expect(JSON.stringify(manifest)).toContain(sumOf('linux-arm64.deb'));
  });

  test.runIf(hasProgram('appstreamcli'))('describes the app as AppStream', () => {
    const path = join(output, 'flathub', `${name}.metainfo.xml`);
    const { status, stdout } = spawnSync('appstreamcli', ['validate', '--no-net', path], { encoding: 'utf8' });

    expect({ status, stdout }).toMatchObject({ status: 0 });
  });
});

describe.skipIf(process.platform === 'win32')('AUR', () => {
  /** The shell's expansion of a list in PKGBUILD. */
  const listOf = (name: string) =>
    execFileSync(
      'bash',
      ['-euc', `source "$1"; printf '%s\\n' "\${${name}[@]}"`, 'bash', join(output, 'aur', 'PKGBUILD')],
      {
        encoding: 'utf8',
      },
    )
      .trim()
      .split('\n');

  test('is a shell script with everything that a package must name', () => {
    const pkgbuild = read('aur', 'PKGBUILD');

    execFileSync('bash', ['-n', join(output, 'aur', 'PKGBUILD')]);
    expect(listOf('pkgname')).toEqual(['gatescope-bin']);
    expect(listOf('sha256sums_x86_64')).toEqual([sumOf('linux-amd64.deb')]);
    expect(listOf('sha256sums_aarch64')).toEqual([sumOf('linux-arm64.deb')]);
    expect(listOf('pkgdesc')[0].length).toBeLessThan(80);
    expect(pkgbuild).toMatch(/^# Maintainer: .+ <.+@.+>\n/);
    // Writes only into the package.
    expect(pkgbuild.match(/^ {2}(?:install|ln|rm) .*$/gm)?.filter((line) => !line.includes('$pkgdir'))).toEqual([]);
  });

  test('says the same in .SRCINFO', () => {
    const info = read('aur', '.SRCINFO');
    const toldOf = (name: string) =>
      [...info.matchAll(new RegExp(`^\\t?${name} = (.*)$`, 'gm'))].map(([, value]) => value);

    for (const name of [
      'arch',
      'license',
      'depends',
      'provides',
      'conflicts',
      'options',
      'pkgver',
      'pkgrel',
      'pkgdesc',
      'url',
    ])
      expect(toldOf(name)).toEqual(listOf(name));
    for (const name of ['source_x86_64', 'source_aarch64', 'sha256sums_x86_64', 'sha256sums_aarch64'])
      expect(toldOf(name)).toEqual(listOf(name));
  });
});
