/** Letters of other scripts that no careful reader takes for a digit, as pen strokes: without Φ, ㄱ, 나 and 소. */

import { curve, line, type PenShape } from '../../domain/ink/pen-shape.ts';

export const scripts: readonly PenShape[] = [
  { name: 'Γ', strokes: [line('90,0 15,0 15,140')] },
  { name: 'Δ', strokes: [line('50,0 95,140 5,140 50,0')] },
  { name: 'Λ', strokes: [line('8,140 50,0 92,140')] },
  { name: 'Ξ', strokes: [line('10,3 90,0'), line('25,70 75,70'), line('8,140 92,137')] },
  { name: 'Π', strokes: [line('18,140 18,4'), line('82,4 82,140'), line('5,4 95,0')] },
  { name: 'Ψ', strokes: [curve('8,0 14,63 50,87 86,63 92,0'), line('50,0 50,147')] },
  {
    name: 'Ω',
    strokes: [line('5,137 35,137'), curve('35,137 8,77 20,14 50,0 80,14 92,77 65,137'), line('65,137 95,137')],
  },
  { name: 'Ж', strokes: [line('50,0 50,140'), line('5,0 48,70 5,140'), line('95,0 52,70 95,140')] },
  { name: 'И', strokes: [line('15,0 15,140 85,0 85,140')] },
  { name: 'Ш', strokes: [line('8,0 8,140 92,140 92,0'), line('50,0 50,140')] },
  { name: 'Щ', strokes: [line('8,0 8,129 88,129 88,0'), line('48,0 48,129'), line('88,129 98,154')] },
  {
    name: 'Ю',
    strokes: [line('12,0 12,140'), line('12,70 42,70'), curve('68,0 42,35 42,105 68,140 94,105 94,35 68,0')],
  },
  { name: 'Я', strokes: [line('85,140 85,0'), curve('85,3 35,6 22,39 45,70 85,70'), line('50,70 12,140')] },
  { name: 'Д', strokes: [line('25,123 45,0 75,0 75,123'), line('5,157 5,123 95,123 95,157')] },
  { name: '가', strokes: [line('8,21 50,21'), curve('50,21 46,77 10,129'), line('78,0 78,147'), line('78,67 100,67')] },
  { name: '다', strokes: [line('55,21 12,21 12,112 58,104'), line('78,0 78,147'), line('78,67 100,67')] },
  { name: '마', strokes: [line('10,25 55,25 55,109 10,109 10,25'), line('78,0 78,147'), line('78,67 100,67')] },
  {
    name: '바',
    strokes: [line('10,14 10,115 55,115 55,14'), line('10,63 55,63'), line('78,0 78,147'), line('78,67 100,67')],
  },
  { name: '무', strokes: [line('20,0 80,0 80,53 20,53 20,0'), line('0,84 100,84'), line('50,84 50,147')] },
  {
    name: '한',
    strokes: [
      line('30,0 50,3'),
      line('10,21 66,21'),
      curve('38,35 18,50 38,70 58,50 38,35'),
      line('84,0 84,84'),
      line('84,42 100,42'),
      line('25,95 25,143 90,143'),
    ],
  },
  {
    name: 'き',
    strokes: [line('15,31 85,17'), line('12,63 88,48'), line('35,0 75,95'), curve('20,98 22,133 55,146 80,137')],
  },
  {
    name: 'あ',
    strokes: [line('15,28 85,20'), curve('45,0 42,70 50,137'), curve('72,53 48,126 15,115 30,73 70,64 92,101 62,146')],
  },
  { name: 'ま', strokes: [line('15,28 85,25'), line('18,62 82,59'), curve('52,0 52,119 30,140 18,120 40,106 85,140')] },
  { name: 'キ', strokes: [line('15,39 85,22'), line('8,84 92,64'), line('40,0 62,147')] },
  { name: 'サ', strokes: [line('5,42 95,39'), line('30,0 30,91'), curve('72,0 72,84 45,147')] },
  { name: 'ホ', strokes: [line('8,39 92,39'), line('50,0 50,147'), line('28,70 8,119'), line('72,70 92,119')] },
  { name: '大', strokes: [line('8,49 92,45'), curve('50,0 48,63 8,147'), line('50,56 94,147')] },
  { name: '木', strokes: [line('8,42 92,39'), line('50,0 50,151'), line('48,45 8,119'), line('52,45 94,119')] },
];
