/** What is seen now, as a view: for the address, and for a link to it. */

import type { View } from '../../../protocol/link/view.ts';
import { settingsOf } from '../../../protocol/link/view.ts';
import type { EngineStatus } from '../../../protocol/run.ts';
import type { Room } from '../../../protocol/rooms.ts';
import type { ModelOrigin } from '../../../domain/recipe/recipe.ts';
import type { EngineState } from '../../client/engine-state.svelte.ts';
import type { ComparisonState } from '../../compare/comparison-state.svelte.ts';
import { shownDataSetId, showsMnist } from '../../data-sets/data-set.svelte.ts';
import type { GeneratorState } from '../../generator/generator-state.svelte.ts';
import type { ScoreLook } from '../../lab/look/score-look.svelte.ts';
import type { DrawingState } from '../../lab/pad/drawing-state.svelte.ts';
import type { Pad } from '../../lab/pad/pad.svelte.ts';
import type { ScoreState } from '../../lab/score/reading/score-state.svelte.ts';
import { lessonPlace } from '../../lessons/lesson-place.svelte.ts';

export type Seen = {
  readonly room: { readonly open: Room };
  readonly engine: Pick<EngineState, 'status'>;
  readonly score: ScoreState;
  readonly look: ScoreLook;
  readonly pad: Pad;
  readonly comparison: Pick<ComparisonState, 'latest'>;
  readonly generator: GeneratorState;
};

const networkOf: Readonly<Record<ModelOrigin, NonNullable<View['network']>>> = {
  pretrained: 'shipped',
  untrained: 'untrained',
  trained: 'trained',
  fineTuned: 'other',
  opened: 'other',
};

/** What rooms with a state of their own add to the view. */
const viewIn: Partial<Record<Room, (seen: Seen) => Omit<View, 'room'>>> = {
  lab: labView,
  lessons: () => ({ lesson: lessonPlace.id }),
  compare: ({ comparison }) => (comparison.latest ? { experiment: comparison.latest } : {}),
  generator: givenView,
  digits: ({ engine }) => networkView(engine.status),
};

/** Reactive. It holds more than a link may be long: `writeView` chooses. */
export function presentView(seen: Seen): View {
  const room = seen.room.open;
  return { room, ...viewIn[room]?.(seen) };
}

function labView({ engine, score, look, pad }: Seen): Omit<View, 'room'> {
  const { source } = score;
  const { layer, cell } = look;
  return {
    ...(source?.kind === 'test' && digitView(engine.status, source.index)),
    ...(source?.kind === 'drawing' && { ...strokesView(pad.drawing), pixels: source.pixels }),
    row: score.row,
    ...(cell && { unit: cell.column }),
    ...(typeof cell?.head === 'number' && { head: cell.head }),
    ...(layer !== null && { layer }),
    unitOrder: look.unitOrder,
    ...(score.order && { order: score.order }),
    ...(score.weightGradients && { strip: 'weights' as const }),
    ...networkView(engine.status),
  };
}

function digitView(status: EngineStatus | null, digit: number): Pick<View, 'digit' | 'data'> {
  const data = status && !showsMnist(status) ? shownDataSetId(status) : null;
  return { digit, ...(data !== null && { data }) };
}

/** Nothing where a picture is part of the drawing, or the pad is blank beside a digit drawn earlier. */
function strokesView({ picture, strokes, chosen }: DrawingState): Pick<View, 'strokes' | 'among'> {
  if (picture || strokes.length === 0) return {};
  return { strokes, ...(chosen > 0 && { among: chosen }) };
}

function givenView({ engine, generator }: Seen): Omit<View, 'room'> {
  const { testIndex, drawing, givenRows } = generator;
  const given = testIndex === null ? strokesView(drawing) : digitView(engine.status, testIndex);
  return { ...given, row: givenRows - 1 };
}

function networkView(status: EngineStatus | null): Pick<View, 'network' | 'settings'> {
  if (!status) return {};
  const network = networkOf[status.model.origin];
  const settings = settingsOf(status.recipe);
  const isOfRecipe = network === 'trained' || network === 'untrained';
  return { network, ...(isOfRecipe && Object.keys(settings).length > 0 && { settings }) };
}
