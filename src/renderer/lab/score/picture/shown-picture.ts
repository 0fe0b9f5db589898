/** The picture of the score as it is shown, to be saved, printed or filmed. Reactive like `t`. */

import type { Trace } from '../../../../protocol/trace.ts';
import { t } from '../../../i18n/translate.svelte.ts';
import { encodePng } from '../../../ui/export/encode-png.ts';
import { type Palette, pictureTheme } from '../../../ui/palette.ts';
import type { ScoreView } from '../reading/score-view.svelte.ts';
import { type StepWords, stepWords } from '../reading/step-words.ts';
import { imageAsRead } from '../tiles/image-order.ts';
import { saliencyAsRead } from '../tiles/saliency.ts';
import { pictureCaptions, pictureTitle } from './score-captions.ts';
import type { ScorePicture } from './score-picture.ts';

export type Showing = {
  readonly view: Pick<ScoreView, 'layerIndex' | 'tiles' | 'unitOrder' | 'orderChoice'>;
  readonly trace: Trace;
  /** The step under the scan line, from 0. */
  readonly row: number;
  readonly showsSaliency: boolean;
  readonly palette: Palette;
};

export function shownPicture({ view, trace, row, showsSaliency, palette }: Showing): ScorePicture {
  const { layerIndex, tiles, unitOrder, orderChoice } = view;
  const words: StepWords = stepWords(trace.order);
  const shown = { trace, row, layerIndex, orderChoice, showsSaliency, words };
  const saliency = showsSaliency ? trace.saliency : null;
  return {
    ...{ trace, layerIndex, tiles, order: unitOrder, row, encode: encodePng },
    image: imageAsRead(trace.pixels, trace.order),
    saliency: saliency && saliencyAsRead(saliency, trace.order),
    title: pictureTitle(shown),
    captions: pictureCaptions(shown),
    names: {
      tiles: tiles.map(({ head, look }) => (head === null ? t(look.shortLabel) : t('score.head', { head: head + 1 }))),
      image: t('score.image'),
      answer: t('score.probabilityShort'),
    },
    theme: pictureTheme(palette),
  };
}
