/**
 * Kinds of failure a person can meet; the screen has a sentence for each, with placeholders filled by the error's
 * `details`.
 */
export const errorKinds = [
  'dataMissing',
  'dataAltered',
  'modelMissing',
  'modelInvalid',
  'invalidRequest',
  'trainingFailed',
  'memoryShort',
  'checkpointUnsaved',
  'timelineUnsaved',
  'checkpointUnusable',
  'checkpointNewer',
  'runUnnamed',
  'runElsewhere',
  'comparisonUnsaved',
  'generatorUnsaved',
  'stripReaderUnsaved',
  'personalDamaged',
  'personalUnsaved',
  'personalFull',
  'personalTooFew',
  'importInvalid',
  'dataSetInvalid',
  'dataSetMissing',
  'dataSetNewer',
  'dataSetUnsaved',
  'otherDataSet',
  'fileUnusable',
  'engineStopped',
  'connectionLost',
  'internal',
] as const;

export type ErrorKind = (typeof errorKinds)[number];
