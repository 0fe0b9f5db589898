/**
 * Wires up the app's state, which each feature keeps in its folder. Data flows one way: actions go to the engine, its
 * events change the state, panels read it.
 */

import type { EngineStatus, RunStatus } from '../../protocol/run.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import { toWireError } from '../../domain/errors.ts';
import type { Port } from '../../protocol/port.ts';
import { createComparisonState, type ComparisonState } from '../compare/comparison-state.svelte.ts';
import { nameClasses } from '../i18n/class-names.svelte.ts';
import { createDataSetState, type DataSetState } from '../data-sets/data-set.svelte.ts';
import { type ConnectionListener, linkAfter, type Loss } from '../client/connect.ts';
import { createEngineClient, type EngineClient } from '../client/engine-client.ts';
import { atRest, consequencesOf, type EngineMemory, memoryOf } from './engine-memory.ts';
import { createGeneratorState, type GeneratorState } from '../generator/generator-state.svelte.ts';
import { createHistoryState, type HistoryState } from '../lab/charts/history-state.svelte.ts';
import { createLiveNews, type LiveNews } from '../client/live-news.ts';
import { createModelFiles, type ModelFilesState } from '../files/model-files.svelte.ts';
import { createNeighboursState, type NeighboursState } from '../lab/neighbours/neighbours-state.svelte.ts';
import { createEngineState, type EngineState } from '../client/engine-state.svelte.ts';
import { createNoticeBoard } from '../client/notice-board.svelte.ts';
import type { Notice, Notices } from './notices.ts';
import { createRunState, type RunState } from '../lab/training/run-state.ts';
import { createModelState, type ModelState } from '../lab/weights/model-state.ts';
import { createPace, type Pace } from '../client/pace.ts';
import { createPersonalState, type PersonalState } from '../digits/personal-state.svelte.ts';
import { createScoreState, type ScoreState } from '../lab/score/reading/score-state.svelte.ts';
import {
  createSavedRuns,
  isInterrupted,
  isOwnWork,
  runToOffer,
  type SavedRunsState,
} from '../lab/training/saved-runs.svelte.ts';
import { createStripState, type StripState } from '../strips/strip-state.svelte.ts';
import { createTestSet, type TestSetState } from '../digits/test-set.svelte.ts';
import { createTimelineState, type TimelineState } from '../timeline/timeline-state.svelte.ts';

export type Lab = {
  readonly engine: EngineState;
  readonly run: RunState;
  readonly model: ModelState;
  readonly history: HistoryState;
  readonly score: ScoreState;
  readonly comparison: ComparisonState;
  readonly generator: GeneratorState;
  readonly strips: StripState;
  readonly testSet: TestSetState;
  readonly savedRuns: SavedRunsState;
  readonly timeline: TimelineState;
  readonly personal: PersonalState;
  readonly neighbours: NeighboursState;
  readonly dataSet: DataSetState;
  readonly files: ModelFilesState;
  readonly notices: Notices;
  readonly news: Pick<LiveNews, 'watched'>;
  /** Pass this to `connect`. */
  readonly connection: ConnectionListener;
};

/** @param keepPace pace of what the page sends; by default the browser host's */
export function createLab(keepPace: Pace = createPace()): Lab {
  /** Memory of the lost engine, until it, or another one, has answered. */
  let memory: EngineMemory | null = null;
  /** Data shown last, still on the screen when another connection begins. */
  let shownData: DataSetInfo['id'] | null = null;
  /** The own order of the network shown last, likewise. */
  let shownOrder: ReadingOrder | null = null;

  const notices: Notices = createNoticeBoard<Notice>();
  const history = createHistoryState();
  const report = (thrown: unknown) => {
    const error = toWireError(thrown);
    // The banner about the connection says it already.
    if (error.kind !== 'connectionLost') notices.show({ kind: 'error', error });
  };
  const engine = createEngineState({
    begun: () => {
      notices.dismiss('error');
    },
    failed: report,
  });
  const score = createScoreState(report);
  const comparison = createComparisonState(report);
  const generator = createGeneratorState(report);
  const strips = createStripState(report);
  const testSet = createTestSet(report);
  const savedRuns = createSavedRuns(report);
  const timeline = createTimelineState(score, report);
  const personal = createPersonalState(report);
  const neighbours = createNeighboursState(report);
  const dataSet = createDataSetState(keepPace);
  const showRun = (run: RunStatus) => (engine.status &&= { ...engine.status, run });
  const news = createLiveNews({ trace: score.receive, run: showRun, history: history.show }, report);
  const files = createModelFiles(engine.ask, keepPace, report);
  const atWork = [comparison, generator, strips, personal, neighbours, dataSet];

  async function loadHistory(client: EngineClient): Promise<void> {
    try {
      const whole = await client.ask('getHistory', undefined);
      if (client === engine.client) history.replace(whole);
    } catch (thrown) {
      report(thrown);
    }
  }

  const offersFormer = () => notices.has('restarted') || notices.has('opened');

  function receiveStatus(client: EngineClient, next: EngineStatus): void {
    const isFirst = engine.status === null;
    const otherRun = engine.status?.session !== next.session;
    const otherFormer = engine.status?.formerSession !== next.formerSession;
    engine.status = next;
    news.outrun();
    // A network of another order reads in its own until another is chosen.
    if (shownOrder !== null && next.model.order !== shownOrder && score.order !== null) score.readIn(null);
    shownOrder = next.model.order;
    if (next.formerSession === null) notices.dismiss('restarted');
    else if (next.model.origin !== 'opened' && (otherFormer || (otherRun && offersFormer())))
      notices.show({ kind: 'restarted', by: isFirst ? null : next.model.origin });
    if (next.model.origin !== 'opened') notices.dismiss('opened');
    else if (otherRun) {
      // Its notice also offers the way back.
      notices.dismiss('restarted');
      notices.show({ kind: 'opened' });
    }
    if (next.data.state === 'failed') notices.show({ kind: 'error', error: next.data.error });
    if (next.data.state === 'ready' && next.data.id !== shownData) showData(next.data);
    if (otherRun) {
      void loadHistory(client);
      timeline.enter(client.ask, next.session);
    }
    if (isOwnWork(next.model)) for (const kind of ['interrupted', 'runSaved'] as const) notices.dismiss(kind);
  }

  function showData(data: DataSetInfo): void {
    shownData = data.id;
    nameClasses(data);
    testSet.forget();
    // The same number is another test image now.
    if (score.source?.kind === 'test') score.show({ kind: 'test', index: 0 });
  }

  /** @param lost the memory of an engine that died; null where none did */
  async function tellWhatIsSaved(ask: EngineClient['ask'], lost: EngineMemory | null): Promise<void> {
    const isKnown = await savedRuns.attach(ask);
    if (lost)
      notices.show({ kind: 'engineRestarted', consequences: consequencesOf(lost, isKnown ? savedRuns.list : null) });
    const offer = () => {
      const run = engine.status && runToOffer(savedRuns.list, engine.status);
      if (run) notices.show({ kind: isInterrupted(run) ? 'interrupted' : 'runSaved', run });
    };
    offer();
    if (await savedRuns.letGo()) offer();
  }

  function lost({ kind, final }: Loss): void {
    memory ??= memoryOf({ status: engine.status, comparison, generator, strips, personal, files });
    engine.link = linkAfter({ kind, final });
    // Its pending requests will never be answered.
    engine.client?.close();
    news.outrun();
    engine.status &&= { ...engine.status, run: atRest(engine.status.run) };
    for (const part of atWork) part.detach();
    notices.dismiss('restarted');
    notices.show({ kind: 'disconnected', reason: kind, final });
  }

  async function opened(port: Port): Promise<void> {
    engine.client?.close();
    const client = createEngineClient(port, {
      status: (next) => {
        receiveStatus(client, next);
      },
      run: news.run,
      steps: (steps) => {
        if (history.records.append(steps)) news.steps();
        else void loadHistory(client);
      },
      epoch: history.receiveEpoch,
      mark: history.receiveMark,
      trace: news.trace,
      comparison: comparison.receive,
      generator: generator.receive,
      stripReader: strips.receive,
      timeline: timeline.receive,
      personal: personal.receive,
      trajectories: neighbours.receive,
      failure: (error) => {
        notices.show({ kind: 'error', error });
      },
    });
    engine.client = client;
    engine.status = null;
    try {
      const first = await client.ask('getStatus', undefined);
      receiveStatus(client, first);
      engine.link = 'connected';
      const died = memory?.status.engine === first.engine ? null : memory;
      memory = null;
      news.attach(client.ask);
      for (const part of [score, testSet, ...atWork]) part.attach(client.ask);
      void tellWhatIsSaved(client.ask, died);
      notices.dismiss('disconnected');
    } catch (thrown) {
      report(thrown);
    }
  }

  return {
    engine,
    run: createRunState(engine),
    model: createModelState(engine),
    history,
    score,
    comparison,
    generator,
    strips,
    testSet,
    savedRuns,
    timeline,
    personal,
    neighbours,
    dataSet,
    files,
    notices,
    news,
    connection: { opened: (port) => void opened(port), lost },
  };
}
