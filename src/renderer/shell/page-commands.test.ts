import { expect, test, vi } from 'vitest';
import type { EngineStatus } from '../../protocol/run.ts';
import type { Lab } from './lab.svelte.ts';
import { createPageCommands } from './page-commands.ts';
import type { RoomState } from './links/room.svelte.ts';
import { recipe, statusWith } from '../client/testing/fake-engine.ts';
import { theme } from '../ui/theme.svelte.ts';

type Changes = Partial<Lab['engine']> & { readonly busy?: boolean };

function setUp({ busy = false, ...changes }: Changes = {}) {
  const acts = { train: vi.fn(), pause: vi.fn(), step: vi.fn(), trainEpoch: vi.fn(), restart: vi.fn() };
  const engine = { status: statusWith(), connected: true, pending: null, ...changes };
  const lab = { engine, run: { busy, ...acts } };
  const room = { enter: vi.fn() };
  const opens = {
    ...{ settings: vi.fn(), about: vi.fn(), firstMinute: vi.fn(), copyLink: vi.fn(), lessonStrip: vi.fn() },
    present: vi.fn(),
    ...{ openFile: vi.fn(), saveModel: vi.fn(), export: vi.fn() },
  };
  const commands = createPageCommands(lab as unknown as Lab, room as unknown as RoomState, opens);
  return { commands, acts, room, opens };
}

/** Names of everything that the training commands triggered. */
function done(changes: Changes = {}): string[] {
  const { commands, acts } = setUp(changes);
  for (const name of ['trainOrPause', 'step', 'trainEpoch', 'restart'] as const) commands[name]();
  return Object.entries(acts).flatMap(([name, act]) => (act.mock.calls.length > 0 ? [name] : []));
}

test('does what its button does, and nothing where the button is disabled', () => {
  expect(done()).toEqual(['train', 'step', 'trainEpoch', 'restart']);
  expect(done({ busy: true })).toEqual(['pause', 'restart']);
  expect(done({ pending: 'step' })).toEqual(['restart']);
  expect(done({ connected: false })).toEqual([]);
  expect(done({ status: null })).toEqual([]);
  expect(done({ status: statusWith({ data: { state: 'failed' } as unknown as EngineStatus['data'] }) })).toEqual([]);
});

test('keeps the recipe on restart', () => {
  const { commands, acts } = setUp();
  commands.restart();
  expect(acts.restart).toHaveBeenCalledExactlyOnceWith(recipe);
});

test('opens rooms and dialogs, and switches the theme', () => {
  const { commands, room, opens } = setUp();
  commands.generator();
  commands.settings();
  commands.copyLink();
  commands.themeDark();
  expect(room.enter).toHaveBeenCalledExactlyOnceWith('generator');
  expect(opens.settings).toHaveBeenCalledOnce();
  expect(opens.copyLink).toHaveBeenCalledOnce();
  expect(theme.choice).toBe('dark');
  commands.themeSystem();
  expect(theme.choice).toBe('system');
});

test('opens and saves files while there is an engine', () => {
  const { commands, opens } = setUp();
  const { commands: alone, opens: idle } = setUp({ connected: false });
  for (const name of ['openFile', 'saveModel', 'export'] as const) {
    commands[name]();
    alone[name]();
    expect(opens[name]).toHaveBeenCalledOnce();
    expect(idle[name]).not.toHaveBeenCalled();
  }
});
