/**
 * Ways of writing digits that MNIST's American writers hardly use, as pen strokes: written from descriptions of how people
 * learn to write in other countries, not traced from people. Each goes from one extreme to another, point by point.
 */

import { curve, line, type PenStroke } from '../../../domain/ink/pen-shape.ts';

export type DigitStyle = {
  readonly digit: number;
  readonly name: string;
  /** Two extremes with the same strokes and points. */
  readonly from: readonly PenStroke[];
  readonly to: readonly PenStroke[];
};

const style = (digit: number, name: string, from: readonly PenStroke[], to: readonly PenStroke[]): DigitStyle => ({
  ...{ digit, name, from, to },
});

export const digitStyles: readonly DigitStyle[] = [
  style(
    ...([0, 'with a slash'] as const),
    [curve('50,0 20,14 4,70 20,126 50,140 80,126 96,70 80,14 48,2'), line('22,112 78,30')],
    [curve('56,4 30,16 22,70 30,124 52,138 70,122 78,70 72,16 52,6'), line('10,128 92,14')],
  ),
  style(
    ...([0, 'that ends inside'] as const),
    [curve('74,14 40,4 10,50 14,110 50,138 84,106 92,50 70,12 48,20 34,60')],
    [curve('60,6 34,4 14,50 20,116 46,138 72,112 80,50 62,8 54,16 50,28')],
  ),

  style(
    ...([1, 'with a long flag'] as const),
    [curve('4,66 34,30 68,0'), curve('68,0 56,70 36,140')],
    [curve('34,56 50,30 64,2'), curve('64,2 60,70 54,140')],
  ),
  style(
    ...([1, 'with an arched flag'] as const),
    [curve('2,64 22,34 48,8 66,6 62,70 44,140')],
    [curve('30,50 40,30 54,8 62,4 60,70 52,138')],
  ),
  style(
    ...([1, 'with a wide flag and a hook at its foot'] as const),
    [curve('8,52 30,36 70,2'), curve('70,2 50,90 46,124 56,138 70,134')],
    [curve('20,44 36,30 62,2'), curve('62,2 54,90 54,124 58,136 64,134')],
  ),
  style(
    ...([1, 'that ends in a hook to the left'] as const),
    [curve('38,36 52,20 64,0'), curve('64,0 62,80 56,124 36,138 10,134')],
    [curve('46,22 56,12 62,0'), curve('62,0 60,90 56,130 46,140 34,136')],
  ),

  style(
    ...([1, 'with a hooked flag'] as const),
    [curve('2,40 10,60 34,42 74,0'), curve('74,0 62,70 48,132 60,138')],
    [curve('24,40 34,48 48,30 64,2'), curve('64,2 60,70 56,120 54,138')],
  ),
  style(
    ...([1, 'with a flag down to its foot'] as const),
    [curve('40,130 26,104 46,56 66,0'), line('66,0 62,140')],
    [curve('26,84 36,60 52,30 64,2'), line('64,2 58,140')],
  ),
  style(
    ...([1, 'with a ring on top and a base, in one stroke'] as const),
    [curve('60,24 44,34 34,18 46,2 60,8 58,40 66,104 56,130 10,136 40,130 96,124')],
    [curve('58,10 52,24 44,14 52,2 60,6 58,50 62,110 50,128 20,134 44,132 84,130')],
  ),
  style(
    ...([2, 'narrow and slanted'] as const),
    [curve('24,34 40,6 66,2 76,24 56,70 14,136'), line('14,136 88,132')],
    [curve('34,30 46,4 62,4 68,24 54,70 28,134'), line('28,134 76,136')],
  ),
  style(
    ...([2, 'with a small top and a long base'] as const),
    [curve('34,34 44,8 68,8 72,36 48,90 6,134 40,128 96,136')],
    [curve('24,26 44,2 70,10 68,40 40,90 14,132 50,134 84,126')],
  ),

  style(
    ...([3, 'with a small lower bowl'] as const),
    [curve('6,30 18,8 56,2 90,16 64,54 42,70 62,84 70,108 52,136')],
    [curve('10,22 34,2 74,8 78,36 48,62 70,74 86,100 68,132 18,134')],
  ),
  style(
    ...([3, 'that ends to the right'] as const),
    [curve('8,28 8,8 50,2 94,16 62,56 34,82 48,104 66,122 78,138')],
    [curve('16,24 28,4 60,2 86,20 64,50 42,72 56,92 66,114 58,138')],
  ),
  style(
    ...([3, 'with a flat top'] as const),
    [line('6,10 92,4 46,58'), curve('46,58 78,66 90,98 66,134 8,130')],
    [line('22,4 78,8 40,60'), curve('40,60 66,64 74,92 60,128 24,138')],
  ),
  style(
    ...([3, 'with a hooked flat top'] as const),
    [curve('8,34 10,8 14,6'), line('14,6 90,4 48,56'), curve('48,56 74,66 80,96 62,132 20,134')],
    [curve('18,26 18,12 20,8'), line('20,8 82,8 42,60'), curve('42,60 72,66 84,98 60,136 12,126')],
  ),

  style(
    ...([4, 'open, with a low short stem'] as const),
    [curve('46,0 24,60 14,84 28,90 88,72'), line('72,44 50,140')],
    [curve('30,0 16,60 10,82 20,86 92,82'), line('70,30 66,140')],
  ),
  style(
    ...([4, 'open, with its bar near the foot'] as const),
    [curve('52,0 30,60 16,108 28,118 64,112'), curve('74,80 60,108 56,140')],
    [curve('36,0 24,56 14,94 26,102 82,96'), curve('70,50 66,100 64,140')],
  ),
  style(
    ...([4, 'in one rounded sweep'] as const),
    [curve('50,0 26,50 12,84 30,92 64,72 86,44'), curve('86,44 66,92 54,140')],
    [curve('36,0 20,50 14,76 34,84 62,72 80,40'), curve('80,40 72,92 68,140')],
  ),
  style(
    ...([4, 'with a stem that starts at the bar'] as const),
    [line('40,0 4,92 96,90'), line('62,62 58,140')],
    [line('56,0 16,84 88,84'), line('62,52 56,140')],
  ),

  style(
    ...([5, 'with a long bar, in one stroke'] as const),
    [line('98,4 34,8 24,56'), curve('24,56 56,48 78,76 72,116 42,138 8,126')],
    [line('84,0 40,4 22,62'), curve('22,62 50,52 70,72 68,106 50,132 20,136')],
  ),
  style(
    ...([5, 'with a slanted neck and a small bowl'] as const),
    [curve('92,2 60,4 42,10 34,40 28,62 50,64 70,88 56,126 16,132')],
    [curve('80,4 58,2 44,6 32,36 26,56 54,52 82,86 70,126 22,134')],
  ),

  style(
    ...([6, 'with a small bowl across its stem'] as const),
    [curve('86,16 68,2 46,28 34,90 44,134 62,132 66,108 44,88 8,96')],
    [curve('74,6 54,8 36,44 28,100 40,136 64,130 70,104 48,86 18,100')],
  ),
  style(
    ...([6, 'with a long straight neck'] as const),
    [curve('80,0 54,34 34,76 22,110 34,136 58,134 66,112 50,96 26,108')],
    [curve('56,0 40,40 26,84 22,114 36,138 60,132 70,108 54,88 26,106')],
  ),

  style(
    ...([7, 'with an arched top and a bar'] as const),
    [curve('10,34 18,8 44,2 72,8 78,30 62,80 40,140'), line('18,82 84,70')],
    [curve('24,24 34,4 54,2 72,14 70,50 58,96 54,140'), line('30,84 88,74')],
  ),
  style(
    ...([7, 'with a curved stem and a curled bar'] as const),
    [curve('14,30 20,6 48,10 82,4'), curve('82,4 72,50 48,92 44,140'), curve('18,94 28,78 48,84 84,70')],
    [curve('20,22 28,2 52,8 74,4'), curve('74,4 74,50 60,92 50,140'), curve('26,86 36,74 54,80 78,72')],
  ),
  style(
    ...([7, 'with a curled bar at the end of its stem'] as const),
    [curve('16,32 30,6 60,2 76,24 66,80 44,138 30,128'), curve('16,90 34,76 56,80 82,74')],
    [curve('24,24 36,6 58,4 70,20 66,80 58,138 50,134'), curve('24,92 40,82 58,82 80,80')],
  ),
  style(
    ...([7, 'crossed low, with a straight stem'] as const),
    [line('4,10 94,4 36,140'), line('18,92 78,84')],
    [line('22,6 82,6 52,140'), line('34,76 84,68')],
  ),

  style(
    ...([7, 'arched, with a low bar'] as const),
    [curve('22,30 20,8 50,0 72,16 66,66 44,112 36,140'), curve('12,102 20,88 48,90 90,96')],
    [curve('26,22 40,4 60,2 74,16 70,60 58,110 52,140'), curve('24,100 34,88 54,88 86,84')],
  ),
  style(
    ...([8, 'slanted, with a small upper ring'] as const),
    [curve('80,10 56,2 42,20 50,48 66,80 58,124 30,138 12,116 28,84 58,56 82,24 76,6')],
    [curve('72,14 52,2 36,18 46,44 72,84 64,128 34,138 18,114 30,80 56,54 74,28 68,12')],
  ),
  style(
    ...([8, 'that does not close at the top'] as const),
    [curve('78,12 50,2 28,22 44,56 70,88 60,130 30,134 22,104 44,68 72,40 92,10')],
    [curve('66,8 42,4 24,26 42,58 74,90 62,132 28,136 16,106 40,70 68,44 78,20')],
  ),

  style(
    ...([9, 'with a small ring and a curled tail'] as const),
    [curve('66,22 50,4 36,18 46,38 66,28 72,12'), curve('72,12 80,60 72,112 44,138 4,130')],
    [curve('78,30 52,2 16,24 24,60 56,64 80,34'), curve('80,34 86,80 72,124 40,138 8,126')],
  ),
  style(
    ...([9, 'with a flat ring and a long tail'] as const),
    [curve('76,8 44,14 28,32 50,38 86,10'), curve('86,10 80,60 60,120 26,138 2,124')],
    [curve('72,16 44,8 26,26 44,44 76,24'), curve('76,24 70,70 54,120 32,138 8,132')],
  ),
  style(
    ...([9, 'like a g, its tail bent to the right and back'] as const),
    [curve('58,32 40,24 44,4 64,6 66,28 52,40 68,66 82,100 62,134 10,130')],
    [curve('62,44 30,36 32,6 62,4 72,30 60,48 74,78 76,110 56,136 18,136')],
  ),
  style(
    ...([9, 'with a flat tail'] as const),
    [curve('74,24 60,4 36,8 20,28 26,46 46,52 64,44 74,34 80,26'), curve('80,26 86,90 78,134 52,138 18,134')],
    [curve('72,16 54,2 30,8 22,30 34,48 56,46 72,34 78,24 80,18'), curve('80,18 80,80 80,126 78,136 30,137')],
  ),
  style(
    ...([9, 'with a ring and a straight slanted stem'] as const),
    [curve('78,16 50,0 26,24 42,50 74,28 84,8'), line('84,8 36,140')],
    [curve('74,20 54,4 36,22 46,42 68,32 76,14'), line('76,14 62,140')],
  ),
];
