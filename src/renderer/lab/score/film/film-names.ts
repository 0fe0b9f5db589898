/** The file name of a film. Reactive like `t`. */

import type { Trace } from '../../../../protocol/trace.ts';
import { areDigits, className } from '../../../i18n/class-names.svelte.ts';
import { fileNameOf } from '../../../ui/export/save-file.ts';

/** Without its extension: `gatescope-lstm-digit-7-rows`. */
export function filmName({ cell, source, label }: Trace, what: 'rows' | 'training'): string {
  const noun = areDigits() ? 'digit' : 'image';
  const name = label === null && source.kind === 'test' ? `${source.index}` : className(label ?? 0);
  return fileNameOf([cell, ...(source.kind === 'drawing' ? ['drawing'] : [noun, name]), what].join(' '));
}
