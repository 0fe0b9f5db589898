/**
 * The Lab's state: what the engine last told, and what the person asks of it. Data flows one way: actions ask the engine,
 * its events change the state, panels read it.
 */

import type { RequestName } from '../../protocol/api.ts';
import type { EngineStatus, EpochRecord, RunStatus } from '../../protocol/run.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import { GatescopeError, toWireError } from '../../domain/errors.ts';
import type { Port } from '../../protocol/port.ts';
import { createActing } from '../client/acting.svelte.ts';
import { createComparisonState, type ComparisonState } from '../compare/comparison-state.svelte.ts';
import { nameClasses } from '../i18n/class-names.svelte.ts';
import { createDataSetState, type DataSetState } from '../data-sets/data-set.svelte.ts';
import { type ConnectionListener, type Link, linkAfter, type Loss } from '../client/connect.ts';
import { createEngineClient, type EngineClient } from '../client/engine-client.ts';
import { atRest, consequencesOf, type EngineMemory, memoryOf } from './engine-memory.ts';
import { createGeneratorState, type GeneratorState } from '../generator/generator-state.svelte.ts';
import { createRunHistory, type RunHistory } from '../lab/charts/history.ts';
import { createLiveNews, type LiveNews } from '../client/live-news.ts';
import { createModelFiles, type ModelFilesState } from '../files/model-files.svelte.ts';
import { createNeighboursState, type NeighboursState } from '../lab/neighbours/neighbours-state.svelte.ts';
import { createNotices, type Notices } from './notices.svelte.ts';
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
import { createTestSet, type TestSetState } from '../digits/test-set.svelte.ts';
import { createTimelineState, type TimelineState } from '../timeline/timeline-state.svelte.ts';

export type Lab = {
  /** Null until an engine has answered for the first time, and again until the next one has. */
  readonly status: EngineStatus | null;
  readonly connected: boolean;
  readonly link: Link;
  readonly score: ScoreState;
  readonly comparison: ComparisonState;
  readonly generator: GeneratorState;
  readonly testSet: TestSetState;
  readonly savedRuns: SavedRunsState;
  readonly timeline: TimelineState;
  readonly personal: PersonalState;
  readonly neighbours: NeighboursState;
  readonly dataSet: DataSetState;
  readonly files: ModelFilesState;
  readonly notices: Notices;
  readonly history: RunHistory;
  /** Counts the changes of `history`, which is not reactive itself. */
  readonly historyVersion: number;
  /** The run's latest evaluation. */
  readonly lastEpoch: EpochRecord | null;
  /** The latest evaluation that came while one watched; what a connection finds already there is not news. */
  readonly epochNews: EpochRecord | null;
  /** Whether something runs that `pause` would end. */
  readonly busy: boolean;
  /** An action that the engine has not answered yet. */
  readonly pending: RequestName | null;
  readonly news: Pick<LiveNews, 'watched'>;
  /** Give this to `connect`. */
  readonly connection: ConnectionListener;
  readonly train: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly trainEpoch: () => void;
  readonly evaluate: () => void;
  readonly setSlowMotion: (on: boolean) => void;
  /** @param isTrial of a lesson: it is not kept unless it is trained for long */
  readonly restart: (recipe: Recipe, isTrial?: boolean) => void;
  readonly bringBack: () => void;
  /** The network that Gatescope came with, and its digits. @param isTrial as for `restart` @returns whether it is shown */
  readonly showShipped: (isTrial?: boolean) => Promise<boolean>;
  /** Trains a network that came from a file further, from its weights. */
  readonly trainOn: () => void;
  /** Shows a saved run, and trains it further where it was not done. */
  readonly resume: (run: SavedRun) => void;
  /** A fresh network of this recipe, trained at once: the way on from a run that failed. */
  readonly retrain: (recipe: Recipe) => void;
  readonly setLearningRate: (learningRate: number) => void;
  /**
   * Asks for something to look at; whoever asks tells the person if it fails.
   * @throws GatescopeError, `connectionLost` where there is no engine
   */
  readonly ask: EngineClient['ask'];
};

/** @param keepPace of what the page sends: the browser host's unless another host is known */
export function createLab(keepPace: Pace = createPace()): Lab {
  let status = $state.raw<EngineStatus | null>(null);
  let link = $state<Link>('starting');
  let historyVersion = $state(0);
  let epochNews = $state.raw<EpochRecord | null>(null);
  let client: EngineClient | null = null;
  /** Of the engine that was lost, until it, or another one, has answered. */
  let memory: EngineMemory | null = null;
  /** Of the data shown last, which is still on the screen when another connection begins. */
  let shownData: DataSetInfo['id'] | null = null;

  const notices = createNotices();
  const history = createRunHistory();
  const report = (thrown: unknown) => {
    const error = toWireError(thrown);
    // The banner about the connection says it already.
    if (error.kind !== 'connectionLost') notices.show({ kind: 'error', error });
  };
  const score = createScoreState(report);
  const comparison = createComparisonState(report);
  const generator = createGeneratorState(report);
  const testSet = createTestSet(report);
  const savedRuns = createSavedRuns(report);
  const timeline = createTimelineState(score, report);
  const personal = createPersonalState(report);
  const neighbours = createNeighboursState(report);
  const dataSet = createDataSetState(keepPace);
  const showHistory = () => historyVersion++;
  const showRun = (run: RunStatus) => (status &&= { ...status, run });
  const news = createLiveNews({ trace: score.receive, run: showRun, history: showHistory }, report);

  const ask: EngineClient['ask'] = async (name, params) => {
    if (!client) throw new GatescopeError('connectionLost', 'No engine has answered yet.');
    return client.ask(name, params);
  };
  const acting = createActing(() => client, notices, report);
  const { act } = acting;
  const files = createModelFiles(ask, keepPace, report);
  const atWork = [comparison, generator, personal, neighbours, dataSet];

  async function loadHistory(engine: EngineClient): Promise<void> {
    try {
      const whole = await engine.ask('getHistory', undefined);
      if (engine !== client) return;
      history.replace(whole);
      historyVersion++;
    } catch (thrown) {
      report(thrown);
    }
  }

  function receiveStatus(engine: EngineClient, next: EngineStatus): void {
    const otherRun = status?.session !== next.session;
    const otherFormer = status?.formerSession !== next.formerSession;
    status = next;
    news.outrun();
    if (next.formerSession === null) notices.dismiss('restarted');
    else if (next.model.origin !== 'opened' && (otherFormer || (otherRun && notices.has('restarted'))))
      notices.show({ kind: 'restarted', by: next.model.origin });
    if (next.model.origin !== 'opened') notices.dismiss('opened');
    else if (otherRun) {
      // Its notice offers the way back as well.
      notices.dismiss('restarted');
      notices.show({ kind: 'opened' });
    }
    if (next.data.state === 'failed') notices.show({ kind: 'error', error: next.data.error });
    if (next.data.state === 'ready' && next.data.id !== shownData) showData(next.data);
    if (otherRun) {
      void loadHistory(engine);
      timeline.enter(engine.ask, next.session);
    }
    if (isOwnWork(next.model)) for (const kind of ['interrupted', 'runSaved'] as const) notices.dismiss(kind);
  }

  function showData(data: DataSetInfo): void {
    shownData = data.id;
    nameClasses(data);
    testSet.forget();
    // A test image is another one by the same number.
    if (score.source?.kind === 'test') score.show({ kind: 'test', index: 0 });
  }

  /** @param lost what an engine had in its memory that has died; null: none has */
  async function tellWhatIsSaved(ask: EngineClient['ask'], lost: EngineMemory | null): Promise<void> {
    const isKnown = await savedRuns.attach(ask);
    if (lost)
      notices.show({ kind: 'engineRestarted', consequences: consequencesOf(lost, isKnown ? savedRuns.list : null) });
    const run = status && runToOffer(savedRuns.list, status);
    if (run) notices.show({ kind: isInterrupted(run) ? 'interrupted' : 'runSaved', run });
  }

  function lost({ kind, final }: Loss): void {
    memory ??= memoryOf({ status, comparison, generator, personal, files });
    link = linkAfter({ kind, final });
    // What was asked of it is never answered.
    client?.close();
    news.outrun();
    status &&= { ...status, run: atRest(status.run) };
    for (const part of atWork) part.detach();
    notices.dismiss('restarted');
    notices.show({ kind: 'disconnected', reason: kind, final });
  }

  async function opened(port: Port): Promise<void> {
    client?.close();
    const engine = createEngineClient(port, {
      status: (next) => {
        receiveStatus(engine, next);
      },
      run: news.run,
      steps: (steps) => {
        if (history.append(steps)) news.steps();
        else void loadHistory(engine);
      },
      epoch: (record) => {
        history.appendEpoch(record);
        epochNews = record;
        historyVersion++;
      },
      mark: (mark) => {
        history.appendMark(mark);
        historyVersion++;
      },
      trace: news.trace,
      comparison: comparison.receive,
      generator: generator.receive,
      timeline: timeline.receive,
      personal: personal.receive,
      trajectories: neighbours.receive,
      failure: (error) => {
        notices.show({ kind: 'error', error });
      },
    });
    client = engine;
    status = null;
    try {
      const first = await engine.ask('getStatus', undefined);
      receiveStatus(engine, first);
      link = 'connected';
      const died = memory?.status.engine === first.engine ? null : memory;
      memory = null;
      news.attach(engine.ask);
      for (const part of [score, testSet, ...atWork]) part.attach(engine.ask);
      void tellWhatIsSaved(engine.ask, died);
      notices.dismiss('disconnected');
    } catch (thrown) {
      report(thrown);
    }
  }

  return {
    get status() {
      return status;
    },
    get connected() {
      return link === 'connected';
    },
    get link() {
      return link;
    },
    get busy() {
      return status !== null && (status.run.phase === 'training' || status.run.evaluating !== null);
    },
    get historyVersion() {
      return historyVersion;
    },
    get lastEpoch() {
      return historyVersion > 0 ? (history.epochs.at(-1) ?? null) : null;
    },
    get epochNews() {
      return epochNews;
    },
    get pending() {
      return acting.pending;
    },
    news,
    score,
    comparison,
    generator,
    testSet,
    savedRuns,
    timeline,
    personal,
    neighbours,
    dataSet,
    files,
    notices,
    history,
    connection: { opened: (port) => void opened(port), lost },
    train: () => void act('train', undefined),
    pause: () => void act('pause', undefined),
    step: () => void act('step', undefined),
    trainEpoch: () => void act('trainEpoch', undefined),
    evaluate: () => void act('evaluate', undefined),
    setSlowMotion: (on) => void act('setSlowMotion', { on }),
    restart: (recipe, isTrial = false) => void act('restart', { recipe, isTrial }),
    bringBack: () => void act('undoRestart', undefined),
    showShipped: (isTrial = false) => act('openMnist', { isTrial }),
    trainOn: () => void act('trainOn', undefined),
    resume: (run) =>
      void act('resumeRun', { id: run.id }).then((done) => done && isInterrupted(run) && act('train', undefined)),
    retrain: (recipe) => void act('restart', { recipe }).then((done) => done && act('train', undefined)),
    setLearningRate: (learningRate) => void act('setLearningRate', { learningRate }),
    ask,
  };
}
