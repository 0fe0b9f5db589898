/** What a person reads of an error. */

import type { WireError } from '../../protocol/api.ts';
import { t } from './translate.svelte.ts';

/** One sentence in their language. A file is called by its name alone: its whole path is in the error's message. */
export function errorSentence({ kind, details, message }: WireError): string {
  const { file } = details;
  const gaps = { ...details, message, ...(typeof file === 'string' && { file: file.replace(/^.*[\\/]/, '') }) };
  return t(`shell.error.${kind}`, gaps);
}
