// Holds P17.
/**
 * The .deb as a person has it: installed by apt on a system of its own, started from its desktop entry, within
 * Chromium's sandbox, with the shipped fuses, without a network; and removed again. Its Electron is that of the tests.
 */

import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pack } from '../../scripts/pack/pack.ts';
import { trialArguments } from '../../scripts/pack/trial.ts';
import { runNode } from '../../scripts/run.ts';
import { getTestElectron } from '../../scripts/window-tests/test-electron.ts';
import { messageOf } from '../../src/domain/errors.ts';
import { root as repository } from './built.ts';
import { logIn, type Person, personsPackages } from './throw-away-root/person.ts';
import { enterThrowAwayRoot, type ThrowAwayRoot, whyNoRoot } from './throw-away-root/root.ts';

const why = whyNoRoot() ?? (await getTestElectron().then(() => undefined, messageOf));
if (why !== undefined) console.log(`The .deb is not installed: ${why}.`);

/** Milliseconds, on a busy machine. */
const limits = { setUp: 600_000, window: 120_000, test: 300_000 };

const deb = '/mnt/gatescope.deb';
const opened = 'my run 한글.gatescope';

describe.skipIf(why !== undefined)('the .deb', { timeout: limits.test }, () => {
  let folder: string;
  let system: ThrowAwayRoot;
  let person: Person;
  let before: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatescope-installed-'));
    // Fast, since it is unpacked at once.
    expect(await pack([...(await trialArguments(folder)), '-c.deb.compression=zst'])).toBe(0);
    const names = await readdir(join(folder, 'packed'));
    const name = names.find((each) => each.endsWith('.deb')) ?? '';
    system = await enterThrowAwayRoot();
    await copyFile(join(folder, 'packed', name), system.outside(deb));
    await system.run('apt-get', 'update', '--quiet');
    const wanted = (await system.run('dpkg-deb', '--show', '--showformat=${Depends}, ${Recommends}', deb)).split(', ');
    await system.run('apt-get', 'install', '--yes', '--quiet', ...personsPackages, ...wanted);
    person = await logIn(system);
    const model = join(system.outside(person.home), opened);
    const cli = join(repository, 'out', 'main', 'cli.js');
    expect(await runNode(cli, ['export', join(repository, 'resources', 'pretrained'), '--out', model])).toBe(0);
    await chmod(model, 0o644);
    before = await system.own();
    await keepLog('install', await system.run('apt-get', 'install', '--yes', '--quiet', deb));
  }, limits.setUp);

  afterAll(async () => {
    await system.close();
    await rm(folder, { recursive: true });
  });

  /** Where a person finds apt's output. */
  async function keepLog(name: string, text: string) {
    const logs = join(repository, 'test-results');
    await mkdir(logs, { recursive: true });
    await writeFile(join(logs, `deb-${name}.log`), text);
  }

  /** Waits until the window shows a text, and returns everything that it shows. */
  async function windowWith(text: string): Promise<string> {
    return vi.waitFor(
      async () => {
        const shown = await person.read();
        expect(shown).toContain(text);
        return shown;
      },
      { timeout: limits.window, interval: 2000 },
    );
  }

  /** The content of a file in /proc for each process of the app whose command line matches. */
  async function processesOf(kind: string, file: string): Promise<string[]> {
    const script =
      'for p in $(pgrep --full "^/opt/Gatescope/gatescope$1"); do tr "\\0\\n" "  " < /proc/$p/$2; echo; done';
    return (await system.run('sh', '-c', script, 'sh', kind, file)).split('\n').slice(0, -1);
  }

  async function quit() {
    await person.press('ctrl+q');
    await vi.waitUntil(async () => (await processesOf('', 'cmdline')).length === 0, { timeout: limits.window });
  }

  test('depends on every library that its program is linked with', async () => {
    // A library of /usr/lib may be known as one of /lib.
    const script = `cd /opt/Gatescope
names=$(ldd gatescope | sed -n 's/.*=> \\(\\/[^ ]*\\).*/\\1/p' | grep --invert-match '^/opt/')
dpkg --search $names $(printf '/usr%s ' $names) 2>/dev/null | cut -d: -f1 | sort -u`;
    const owners = (await system.run('sh', '-c', script)).trim().split('\n');
    const args = [
      '--recurse',
      '--no-recommends',
      '--no-suggests',
      '--no-conflicts',
      '--no-breaks',
      '--no-replaces',
      '--no-enhances',
    ];
    const needed = (await system.run('apt-cache', 'depends', ...args, 'gatescope')).split('\n');

    expect(owners.length).toBeGreaterThan(20);
    expect(owners.filter((owner) => !needed.includes(owner))).toEqual([]);
  });

  test('registers its files: their type, their icon, and what opens them', async () => {
    await system.run('desktop-file-validate', '/usr/share/applications/gatescope.desktop');
    const info = await person.run('gio', 'info', '--attributes=standard::content-type,standard::icon', opened);

    expect(info).toContain('standard::content-type: application/x-gatescope\n');
    expect(info).toContain('standard::icon: application-x-gatescope,');
    expect(await person.run('xdg-mime', 'query', 'default', 'application/x-gatescope')).toBe('gatescope.desktop\n');
  });

  test('starts from its desktop entry, sandboxed, and takes a file while it runs', async () => {
    person.start('gtk-launch', 'gatescope');
    await windowWith('60,000 digits');
    const [status] = await processesOf('.*--type=renderer', 'status');
    const programs = await processesOf('', 'cmdline');
    person.start('xdg-open', opened);
    await windowWith(`${opened} is open.`);

    // 2: its system calls are filtered.
    expect(status).toMatch(/ Seccomp:\s+2 /);
    expect(programs.filter((line) => line.includes('--no-sandbox') && !line.includes('--type='))).toEqual([]);
    await quit();
  });

  test('starts for a file that is opened, and leaves no temporary files', async () => {
    person.start('gio', 'open', opened);
    await windowWith(`${opened} is open.`);
    await quit();

    const left = await system.run('find', '/tmp', '-name', '*hromium*', '-o', '-name', 'scoped_dir*');
    expect(left).toBe('');
  });

  test('is removed completely, except for the person’s files', async () => {
    const log = await system.run('apt-get', 'purge', '--yes', '--quiet', 'gatescope');
    await keepLog('purge', log);
    const left = (await system.own()).filter((path) => !before.includes(path));

    expect(log).not.toContain('update-alternatives: warning');
    expect(left).toContain(`${person.home}/.config/Gatescope`);
    expect(left.filter((path) => !path.startsWith(`${person.home}/.`))).toEqual([]);
  });
});
