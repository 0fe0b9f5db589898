/** Signs, figures and parts of other scripts that no careful reader takes for a digit, as pen strokes. */

import { curve, line, type PenShape } from '../../domain/ink/pen-shape.ts';

export const figures: readonly PenShape[] = [
  { name: 'plus', strokes: [line('50,10 50,130'), line('4,70 96,70')] },
  { name: 'equals', strokes: [line('6,50 94,50'), line('6,90 94,90')] },
  { name: 'hash', strokes: [line('34,4 26,136'), line('74,4 66,136'), line('4,48 96,46'), line('2,92 94,90')] },
  { name: 'star', strokes: [line('50,0 80,132 4,48 96,48 20,132 50,0')] },
  { name: 'heart', strokes: [curve('50,130 4,60 12,14 42,20 50,44 58,20 88,14 96,60 50,130')] },
  { name: 'triangle', strokes: [line('50,4 96,130 4,130 50,4')] },
  { name: 'crossed square', strokes: [line('4,4 96,4 96,136 4,136 4,4'), line('4,4 96,136')] },
  { name: 'check mark', strokes: [line('6,80 36,130 96,10')] },
  { name: 'lightning', strokes: [line('60,0 20,76 76,64 34,140')] },
  { name: 'arrow to the right', strokes: [line('4,70 96,70'), line('66,36 98,70 66,104')] },
  { name: 'arrow up', strokes: [line('50,140 50,4'), line('20,44 50,4 80,44')] },
  { name: 'wave', strokes: [curve('14,76 30,48 50,72 70,96 88,66')] },
  {
    name: 'face',
    strokes: [
      curve('50,0 4,40 4,100 50,140 96,100 96,40 50,0'),
      line('32,46 34,56'),
      line('66,46 68,56'),
      curve('28,92 50,112 74,92'),
    ],
  },
  { name: 'two parts of a Hangul syllable', strokes: [line('10,6 84,6 84,70'), line('10,140 50,76 92,140')] },
  { name: 'a Hangul consonant and a vowel', strokes: [line('16,4 16,110 88,110'), line('60,50 60,100')] },
  { name: 'spiral', strokes: [curve('50,70 60,60 66,76 46,88 30,66 48,40 80,54 84,96 40,118 8,70 34,14 92,30')] },
  {
    name: 'a vowel over a base line',
    strokes: [line('14,4 14,136'), line('4,140 96,140'), line('60,10 60,60'), line('40,36 92,36')],
  },
  {
    name: 'a Chinese radical',
    strokes: [line('12,8 88,8'), line('50,8 20,80'), line('12,80 90,80'), line('50,50 50,140')],
  },
  { name: 'three lines', strokes: [line('20,0 16,140'), line('50,0 50,140'), line('84,0 86,140'), line('10,4 92,4')] },
];
