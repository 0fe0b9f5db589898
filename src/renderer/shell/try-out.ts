/** Follows a lesson's "Try it" links in the app. */

import { defaultRecipe, truncationOfRecipe } from '../../domain/recipe/config.ts';
import type { ExperimentName } from '../../domain/experiments/experiment.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { wholePast } from '../generator/generator-state.svelte.ts';
import { answerAt } from '../lab/score/reading/trace-reading.ts';
import { shownDataSetId, showsMnist } from '../data-sets/data-set.svelte.ts';
import type { Lab } from './lab.svelte.ts';
import { type Brought, broughtFor, generatorFor, hasLearned, type Shown } from '../lessons/pages/link-needs.ts';
import type { TryOut, TryOuts } from '../lessons/pages/try-out.ts';
import type { Pad } from '../lab/pad/pad.svelte.ts';
import type { RoomState } from './links/room.svelte.ts';

/** The lessons' statements about training hold for digits without augmentation. */
const plainRecipe: Recipe = { ...defaultRecipe, augmentation: 'none' };

type PartsOfLab = Pick<Lab, 'comparison' | 'engine' | 'generator' | 'history' | 'model' | 'run' | 'score' | 'strips'>;

export function createTryOuts(lab: PartsOfLab, pad: Pad, room: RoomState): TryOuts {
  let newest: TryOut | null = null;

  /** Null before an engine has answered. @param hasNumbers whether the numbers are finite, where known */
  function shown(hasNumbers = hadNumbers()): Shown | null {
    const { history } = lab;
    const { status } = lab.engine;
    if (!status) return null;
    const { model, recipe } = status;
    const isRun = model.origin === 'trained' && history.version > 0;
    const learned = isRun ? hasLearned(history.records.column('accuracy')) : model.origin !== 'untrained';
    const truncation = model.origin === 'trained' || model.origin === 'untrained' ? truncationOfRecipe(recipe) : 0;
    return { mnist: showsMnist(status), network: { ...model, learned, hasNumbers, truncation } };
  }

  /** Whether the network last had finite numbers; assumed of one that has not been seen yet. */
  function hadNumbers(): boolean {
    const { status } = lab.engine;
    const { trace } = lab.score;
    if (!trace || trace.origin !== status?.model.origin || trace.step < status.run.step) return true;
    return answerAt(trace, trace.steps - 1) !== null;
  }

  /** Whether the network has finite numbers now; only its answers tell. */
  async function hasNumbers(): Promise<boolean> {
    try {
      const trace = await lab.engine.ask('pin', { source: { kind: 'test', index: 0 } });
      return trace === null || answerAt(trace, trace.steps - 1) !== null;
    } catch {
      // The score will report the reason when it asks.
      return true;
    }
  }

  function broughtTo({ needs }: TryOut, now: Shown | null): Brought {
    return needs && now ? broughtFor(needs, now) : 'nothing';
  }

  async function bring(wanted: TryOut): Promise<void> {
    const { needs } = wanted;
    const now = shown(needs?.cells ? await hasNumbers() : true);
    if (newest === wanted && broughtTo(wanted, now) !== 'nothing') await lab.model.showShipped(true);
    if (needs?.generator && generatorFor(lab.generator.status) === 'untrained') lab.generator.restore();
  }

  /** Reads with the present network, whatever was shown before. */
  function read({ digit, row, strip, train }: TryOut): void {
    lab.score.lookAt(null);
    lab.score.readIn(null);
    lab.score.ablate(null);
    lab.score.weightGradients = strip === 'weights';
    // Else one watches a network learn by what it thinks in the middle of the image.
    if (train) lab.score.row = lab.score.lastRow;
    if (digit !== undefined) pad.showTestDigit(digit, row);
  }

  function complete({ digit, row, seenRows = wholePast, asked }: TryOut): void {
    lab.generator.drawLabel(asked ?? null);
    lab.generator.window = seenRows;
    if (digit !== undefined) lab.generator.showTestDigit(digit);
    if (row !== undefined) lab.generator.givenRows = row + 1;
  }

  /** Shows existing or pending results; the room has its own button to run them again. */
  function compare(experiment: ExperimentName): void {
    const results = lab.comparison.resultsOf(experiment, shownDataSetId(lab.engine.status));
    const areWhole = results.length > 0 && results.every(({ state }) => state !== 'stopped');
    if (areWhole) lab.comparison.showResults(experiment, results);
    else lab.comparison.start(experiment);
  }

  return {
    brings: (wanted) => broughtTo(wanted, shown()),
    async carryOut(wanted) {
      newest = wanted;
      const { needs, settings, experiment, room: target = experiment ? 'compare' : 'lab', train = false } = wanted;
      if (needs) await bring(wanted);
      if (newest !== wanted) return;
      // The engine handles requests one after the other.
      if (settings) lab.run.restart({ ...plainRecipe, ...settings }, true);
      if (train) lab.run.train();
      if (experiment) compare(experiment);
      if (target === 'generator') complete(wanted);
      else if (target === 'strips') lab.strips.showTest(wanted.stripOf ?? 1, 1);
      else if (!experiment) read(wanted);
      room.enter(target);
    },
  };
}
