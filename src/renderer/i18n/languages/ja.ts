/** Japanese: the Lab, the settings and the first minute. A draft until a native speaker has read it; the rest is in English. */

import type { LanguageFile } from '../catalogue/language-file.ts';
import { charts, data, declared, desktop, draw, files, firstMinute, personal, rooms, shell } from './ja/lab.ts';
import { score } from './ja/score.ts';
import { settings } from './ja/settings.ts';

const mnist = { image: '数字', images: '数字', Image: '数字', Images: '数字', class: '数字', classes: '数字' };
const other = { image: '画像', images: '画像', Image: '画像', Images: '画像', class: 'クラス', classes: 'クラス' };

export const language: LanguageFile = {
  name: '日本語 (下書き)',
  isDraft: true,
  images: { mnist, other },
  texts: { score, settings, shell, draw, charts, rooms, personal, data, desktop, files, firstMinute },
  declared,
};
