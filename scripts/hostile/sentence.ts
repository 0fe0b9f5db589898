/** Whether a message of the app is one sentence that a person understands. */

/** Messages of a program about itself rather than its input. */
const slips = [
  'undefined',
  '[object ',
  'NaN',
  'Maximum call stack',
  'Cannot read properties',
  'is not a function',
  'is not iterable',
  'Invalid array length',
  'Invalid typed array length',
  'offset is out of bounds',
  'Array buffer allocation failed',
];

const longest = 600;

/** A line of a stack: `    at parse (file.ts:3:7)`. */
const stackLine = /\bat \S+ \(?\S+:\d+:\d+\)?/;

/** Line breaks and characters that move a terminal's cursor. */
const control = /[\p{Cc}\u2028\u2029]/u;

/** @returns what is wrong with it; null where nothing is */
export function sentenceFault(text: string): string | null {
  if (!/[.!?]$/.test(text)) return 'It does not end like a sentence.';
  if (text.length > longest) return `It has ${text.length} characters.`;
  if (control.test(text)) return 'It has control characters.';
  if (stackLine.test(text)) return 'It shows a stack.';
  const slip = slips.find((each) => text.includes(each));
  return slip === undefined ? null : `It says "${slip}".`;
}
