/** Shows what a link or the address holds, and says what of it is missing here. */

import type { View } from '../../../protocol/link/view.ts';
import { writeView } from '../../../protocol/link/link-text.ts';
import { defaultRecipe } from '../../../domain/recipe/config.ts';
import { stepsOf } from '../../../domain/recipe/reading.ts';
import type { Recipe } from '../../../domain/recipe/recipe.ts';
import { rows } from '../../../domain/sequence.ts';
import { shownDataSetId } from '../../data-sets/data-set.svelte.ts';
import { lessonPlace } from '../../lessons/lesson-place.svelte.ts';
import { presentView, type Seen } from './present-view.ts';

/** A network that a link shows and the page does not; with its recipe, where it has one. */
export type MissingNetwork =
  { readonly network: 'shipped' | 'other' } | { readonly network: 'untrained' | 'trained'; readonly recipe: Recipe };

export type MissingPart = 'data' | 'digit' | 'lesson' | 'step';

/** What a link holds and the page cannot show. */
export type Missing = MissingPart | MissingNetwork;

/** Shows a view as far as it can. Call it once the engine has answered. @returns what is missing, the most important thing */
export function showView(view: View, seen: Seen): Missing | null {
  if (view.lesson !== undefined) lessonPlace.id = view.lesson;
  const data = dataMissing(view, seen);
  if (data === null) {
    if (view.room === 'generator') showGiven(view, seen);
    else showPicture(view, seen);
  }
  return data ?? networkMissing(view, seen) ?? lessonMissing(view) ?? stepMissing(view, seen);
}

/** Whether the page shows just this. */
export function isShown(view: View, seen: Seen): boolean {
  return writeView(presentView(seen)) === writeView(view);
}

function showPicture({ digit, strokes, among = 0, pixels, ...view }: View, { pad, score, look }: Seen): void {
  const { row, unit, head = null, layer = null, unitOrder, order = null, strip } = view;
  if (unitOrder) look.unitOrder = unitOrder;
  const hasPicture = digit !== undefined || strokes !== undefined || pixels !== undefined;
  if (hasPicture) {
    look.layer = layer;
    look.cell = unit === undefined ? null : { column: unit, head };
    if (score.order !== order) score.readIn(order);
    score.weightGradients = strip === 'weights';
    if (score.ablation) score.ablate(null);
    score.lookAt(null);
  }
  if (digit !== undefined) pad.showTestDigit(digit, row);
  if (pixels) pad.showPixels(pixels, row);
  if (strokes) {
    pad.showStrokes(strokes);
    pad.drawing.chosen = among;
  }
  if (row !== undefined) score.row = row;
}

function showGiven({ digit, strokes, row }: View, { generator }: Seen): void {
  if (digit !== undefined) generator.showTestDigit(digit);
  if (strokes) generator.drawing.showStrokes(strokes);
  if (row !== undefined) generator.givenRows = row + 1;
}

function dataMissing({ digit, data = 'mnist' }: View, { engine: { status } }: Seen): 'data' | 'digit' | null {
  if (digit === undefined || !status) return null;
  if (shownDataSetId(status) !== data) return 'data';
  return status.data.state === 'ready' && digit >= status.data.testCount ? 'digit' : null;
}

function lessonMissing({ lesson }: View): 'lesson' | null {
  return lesson !== undefined && lessonPlace.id !== lesson ? 'lesson' : null;
}

/** The last step is shown in its place. */
function stepMissing({ room, row, order }: View, { engine: { status } }: Seen): 'step' | null {
  if (row === undefined || !status) return null;
  const steps = room === 'generator' ? rows : stepsOf(order ?? status.model.order).steps;
  return row < steps ? null : 'step';
}

function networkMissing({ network, settings }: View, { engine: { status } }: Seen): MissingNetwork | null {
  if (!network || !status) return null;
  const { origin } = status.model;
  if (network === 'shipped') return origin === 'pretrained' ? null : { network };
  if (network === 'other') return { network };
  const recipe = { ...defaultRecipe, ...settings };
  const isSame = (Object.keys(recipe) as (keyof Recipe)[]).every((name) => recipe[name] === status.recipe[name]);
  return origin === network && isSame ? null : { network, recipe };
}
