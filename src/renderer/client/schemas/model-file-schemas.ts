/** What may come from the engine about models as files: a part of `event-schemas.ts`. */

import * as v from 'valibot';
import type { ModelFileRequests } from '../../../protocol/model-files.ts';
import { nothing } from './status-schemas.ts';

export const modelFileResults = {
  upload: nothing,
  openModel: nothing,
  trainOn: nothing,
  exportModel: v.object({ name: v.string(), bytes: v.instance(Uint8Array) }),
} satisfies { [Name in keyof ModelFileRequests]: v.GenericSchema<unknown, ModelFileRequests[Name]['result']> };
