import * as v from 'valibot';
import type { ExperimentName } from '../../protocol/comparison.ts';
import { experiments } from './experiments.ts';

export const experimentSchema = v.picklist(Object.keys(experiments) as ExperimentName[]) satisfies v.GenericSchema<
  unknown,
  ExperimentName
>;
