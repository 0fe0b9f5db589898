/**
 * The words for the images and classes of the shown data set: digits for MNIST. Every text may use them as gaps,
 * `{{images}}` and so on, which `t` fills.
 */

import type { Language } from './catalogue/index.ts';
import type { ImageWords } from './catalogue/language-file.ts';

/** All Korean words of a kind end in a vowel, so that the particles after them are the same. */
export const imageWords: Readonly<Record<Language, Readonly<Record<'mnist' | 'other', ImageWords>>>> = {
  en: {
    mnist: {
      ...{ image: 'digit', images: 'digits', Image: 'Digit', Images: 'Digits' },
      ...{ class: 'digit', classes: 'digits' },
    },
    other: {
      ...{ image: 'image', images: 'images', Image: 'Image', Images: 'Images' },
      ...{ class: 'class', classes: 'classes' },
    },
  },
  ko: {
    mnist: {
      ...{ image: '숫자', images: '숫자', Image: '숫자', Images: '숫자' },
      ...{ class: '숫자', classes: '숫자' },
    },
    other: {
      ...{ image: '이미지', images: '이미지', Image: '이미지', Images: '이미지' },
      ...{ class: '클래스', classes: '클래스' },
    },
  },
};
