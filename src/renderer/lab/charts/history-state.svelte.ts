/** The records of the run, and a counter of their changes: `records` itself is not reactive. */

import type { EpochRecord, History, HistoryMark } from '../../../protocol/run.ts';
import { createRunHistory, type RunHistory } from './history.ts';

export type HistoryState = {
  readonly records: RunHistory;
  /** Counts the changes of `records` that are shown. */
  readonly version: number;
  readonly hasRun: boolean;
  /** The run's latest evaluation. */
  readonly lastEpoch: EpochRecord | null;
  /** The latest evaluation since the page connected; earlier ones are not news. */
  readonly epochNews: EpochRecord | null;
};

export type HistoryReceiver = HistoryState & {
  /** Shows the steps that were added to `records`. */
  readonly show: () => void;
  readonly replace: (whole: History) => void;
  readonly receiveEpoch: (record: EpochRecord) => void;
  readonly receiveMark: (mark: HistoryMark) => void;
};

export function createHistoryState(): HistoryReceiver {
  const records = createRunHistory();
  let version = $state(0);
  let epochNews = $state.raw<EpochRecord | null>(null);
  const show = () => {
    version++;
  };
  return {
    records,
    get version() {
      return version;
    },
    get hasRun() {
      return version > 0 && records.length > 0;
    },
    get lastEpoch() {
      return version > 0 ? (records.epochs.at(-1) ?? null) : null;
    },
    get epochNews() {
      return epochNews;
    },
    show,
    replace: (whole) => {
      records.replace(whole);
      show();
    },
    receiveEpoch: (record) => {
      records.appendEpoch(record);
      epochNews = record;
      show();
    },
    receiveMark: (mark) => {
      records.appendMark(mark);
      show();
    },
  };
}
