/** The numbers of `domain/limits` as sentences say them: every text may have them as gaps by their names, `{{maxImageBytes}}`. */

import { limits, sizeOf } from '../../domain/limits/limits.ts';
import { settingRanges } from '../../domain/recipe/config.ts';
import { transformerUnits } from '../../domain/recipe/network-fields.ts';
import { languages } from './languages.ts';

const [minClasses, maxClasses] = settingRanges.classes;
const [minTransformerUnits, maxTransformerUnits] = transformerUnits;

const numbers = { ...limits, minClasses, maxClasses, minTransformerUnits, maxTransformerUnits };

function wordsIn(language: string): Readonly<Record<string, string>> {
  const count = new Intl.NumberFormat(language);
  // 25 million, 2,500만.
  const large = new Intl.NumberFormat(language, { notation: 'compact', compactDisplay: 'long', useGrouping: true });
  const word = (name: string, value: number) => {
    if (name.endsWith('Bytes')) return sizeOf(value);
    return (value < 1e6 ? count : large).format(value);
  };
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, word(name, value)]));
}

/** By the code of the language. */
export const limitWords: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  languages.map(({ code }) => [code, wordsIn(code)]),
);
