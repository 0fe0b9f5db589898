/** The parts of the app's state that the charts and their neighbours in the slot show. */

import type { ModelFilesState } from '../../files/model-files.svelte.ts';
import type { EngineState } from '../../client/engine-state.svelte.ts';
import type { NeighboursState } from '../neighbours/neighbours-state.svelte.ts';
import type { ScoreState } from '../score/reading/score-state.svelte.ts';
import type { RunState } from '../training/run-state.ts';
import type { HistoryState } from './history-state.svelte.ts';

export type ChartSlices = {
  readonly engine: EngineState;
  readonly files: Pick<ModelFilesState, 'open' | 'opening'>;
  readonly history: HistoryState;
  readonly run: RunState;
  readonly score: ScoreState;
  readonly neighbours: NeighboursState;
};
