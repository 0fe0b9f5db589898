/** The stages from ink to 28×28 pixels, with their names, numbers and pictures, small and enlarged. */

import { boxSide, type CentredDigit, digitSide } from '../../../domain/ink/centre.ts';
import type { Ink } from '../../../domain/ink/ink.ts';
import { t } from '../../i18n/translate.svelte.ts';
import { paintBox, paintCrop, paintMassCentre } from './paint-stages.ts';
import { type InkColours, paintGrid, paintPixels } from '../../ui/paint.ts';

export type Stage = {
  readonly name: string;
  /** The stage's result in numbers; null while nothing is drawn. */
  readonly text: string | null;
  /** One sentence on what it does. */
  readonly what: string;
  /** @param enlarged with the pixels' grid */
  readonly paint: (context: CanvasRenderingContext2D, colours: InkColours, enlarged?: boolean) => void;
};

/** @param digit the result of `centreDigit` for `ink` or for one digit on it */
export function stagesOf(ink: Ink | null, digit: CentredDigit | null): readonly Stage[] {
  return [
    {
      name: t('draw.stageCrop'),
      text: digit && t('draw.stageCropText', { width: digit.crop.width, height: digit.crop.height }),
      what: t('draw.stageCropWhat'),
      paint: (context, colours) => {
        if (ink && digit) paintCrop(context, ink, digit.crop, colours);
      },
    },
    {
      name: t('draw.stageBox'),
      text: digit && t('draw.stageBoxText', { width: digit.box.width, height: digit.box.height }),
      what: t('draw.stageBoxWhat'),
      paint: (context, colours, enlarged) => {
        if (!digit) return;
        paintBox(context, digit.box, colours);
        if (enlarged) paintGrid(context, boxSide, colours.ink);
      },
    },
    {
      name: t('draw.stageMass'),
      text:
        digit && t('draw.stageMassText', { x: digit.centreOfMass.x.toFixed(1), y: digit.centreOfMass.y.toFixed(1) }),
      what: t('draw.stageMassWhat'),
      paint: (context, colours, enlarged) => {
        if (!digit) return;
        paintMassCentre(context, digit, colours);
        if (enlarged) paintGrid(context, digitSide, colours.ink);
      },
    },
    {
      name: t('draw.stagePixels'),
      text: digit && t('draw.stagePixelsText', { x: digit.shift.x, y: digit.shift.y }),
      what: t('draw.stagePixelsWhat'),
      paint: (context, colours, enlarged) => {
        if (!digit) return;
        paintPixels(context, digit.pixels, colours.ink);
        if (enlarged) paintGrid(context, digitSide, colours.ink);
      },
    },
  ];
}
