/** The actions of menu and keys, each the same as its button's. */

import type { PageCommand } from '../../protocol/desktop.ts';
import type { Lab } from './lab.svelte.ts';
import { type Room, rooms } from '../../protocol/rooms.ts';
import type { RoomState } from './links/room.svelte.ts';
import { printSheet } from '../ui/print/sheet.ts';
import { theme } from '../ui/theme.svelte.ts';

type FileCommand = 'openFile' | 'saveModel' | 'export';

export type PageCommands = Readonly<Record<PageCommand, () => void>>;

/** @param opens opens dialogs over a room, and handles files */
export function createPageCommands(
  { engine, run }: Pick<Lab, 'engine' | 'run'>,
  room: RoomState,
  opens: Readonly<
    Record<'settings' | 'about' | 'firstMinute' | 'copyLink' | 'lessonStrip' | 'present' | FileCommand, () => void>
  >,
): PageCommands {
  const canTrain = () => engine.connected && engine.status?.data.state === 'ready';
  const isIdle = () => canTrain() && !run.busy && engine.pending === null;
  /** Does nothing where the button is disabled. */
  const when = (available: () => boolean, act: () => void) => () => {
    if (available()) act();
  };
  const enter = (name: Room) => () => {
    room.enter(name);
  };
  const entering = Object.fromEntries(rooms.map((name) => [name, enter(name)])) as Record<Room, () => void>;
  return {
    ...entering,
    settings: opens.settings,
    about: opens.about,
    firstMinute: when(() => engine.connected, opens.firstMinute),
    copyLink: opens.copyLink,
    lessonStrip: opens.lessonStrip,
    present: when(() => engine.connected, opens.present),
    openFile: when(() => engine.connected, opens.openFile),
    saveModel: when(() => engine.connected, opens.saveModel),
    export: when(() => engine.connected, opens.export),
    print: () => void printSheet(),
    trainOrPause: when(canTrain, () => {
      if (run.busy) run.pause();
      else if (engine.pending === null) run.train();
    }),
    step: when(isIdle, run.step),
    trainEpoch: when(isIdle, run.trainEpoch),
    restart: when(canTrain, () => {
      if (engine.status) run.restart(engine.status.recipe);
    }),
    themeSystem: () => (theme.choice = 'system'),
    themeDark: () => (theme.choice = 'dark'),
    themeLight: () => (theme.choice = 'light'),
  };
}
