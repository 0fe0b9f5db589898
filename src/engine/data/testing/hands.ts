/**
 * How digits are written in different countries, as pen strokes: shapes written from descriptions, not traced from
 * people. Each is in a box 100 wide and 140 high, y down. A curve goes smoothly through its points, a line straight.
 */

import { curve, line, type PenStroke } from '../../../domain/ink/pen-shape.ts';

export type Hand = { readonly digit: number; readonly name: string; readonly strokes: readonly PenStroke[] };

const hand = (digit: number, name: string, ...strokes: PenStroke[]): Hand => ({ digit, name, strokes });

export const hands: readonly Hand[] = [
  hand(0, 'round', curve('50,0 20,15 5,70 20,125 50,140 80,125 95,70 80,15 50,0')),
  hand(0, 'narrow', curve('50,0 30,20 22,70 32,122 50,140 68,120 76,70 68,20 48,1')),
  hand(0, 'closed past its start', curve('62,6 30,8 10,60 18,118 48,138 82,116 92,60 76,14 46,6 36,16')),
  hand(0, 'open at the top', curve('40,4 14,30 6,80 24,128 54,140 84,122 94,72 82,24 58,6')),
  hand(0, 'slashed', curve('52,2 24,16 12,68 26,124 52,138 80,122 90,66 76,16 50,1'), line('16,120 86,22')),
  hand(0, 'closed far inside', curve('80,20 50,2 16,40 12,100 46,138 84,112 94,56 66,16 44,34 38,70')),

  hand(1, 'a stroke', line('50,0 50,140')),
  hand(1, 'a slanted stroke', line('68,0 34,140')),
  hand(1, 'with a short flag', line('30,26 54,0 54,140')),
  hand(1, 'with a long flag', line('8,62 56,0 56,140')),
  hand(1, 'with a flag and a foot', line('30,28 52,0 52,138'), line('24,139 82,139')),
  hand(1, 'with a long flag and a foot', line('16,48 54,0 54,138'), line('26,139 84,138')),
  hand(1, 'with a curved flag', curve('22,34 38,24 52,2'), line('52,2 48,140')),
  hand(1, 'with an arched flag', curve('8,58 30,20 58,4 60,64 46,138')),
  hand(1, 'with a hook to the left at its foot', curve('44,32 58,10 64,2'), curve('64,2 62,86 54,130 30,138 16,128')),
  hand(1, 'with a wide steep flag, slanted', line('14,70 74,0 40,140')),

  hand(2, 'with a flat base', curve('10,34 24,8 52,0 80,12 84,40 60,80 8,138'), line('8,138 94,138')),
  hand(2, 'with a loop', curve('14,30 34,4 66,4 82,30 66,72 30,120 10,132 8,116 24,112 56,130 92,134')),
  hand(2, 'like a Z', curve('12,16 40,2 74,6 80,28 56,74 12,136'), line('12,136 90,134')),
  hand(2, 'with a wavy base', curve('16,28 36,2 70,8 78,42 44,96 8,132 30,122 60,136 92,126')),
  hand(2, 'narrow, with a straight back', curve('28,32 42,4 70,10 66,44 22,134'), line('22,134 82,134')),

  hand(3, 'of two bowls', curve('14,16 42,0 76,12 78,42 44,64'), curve('44,64 82,76 88,112 56,138 10,124')),
  hand(3, 'with a flat top', line('14,4 80,4 42,56'), curve('42,56 78,66 90,100 66,134 30,138 8,122')),
  hand(3, 'in one sweep', curve('10,22 36,2 72,8 74,38 46,60 36,64 62,68 86,92 74,128 36,140 8,124')),
  hand(3, 'with a small lower bowl', curve('10,28 26,6 66,2 86,22 60,56 46,72 64,90 66,116 46,138')),
  hand(3, 'with a tick and a flat top', line('12,30 14,8 86,6 44,56'), curve('44,56 74,70 80,102 56,136 14,130')),

  hand(4, 'open', line('26,2 12,80 88,80'), line('68,30 66,140')),
  hand(4, 'open and rounded', curve('24,4 14,44 18,76 50,82 86,74'), line('76,6 70,140')),
  hand(4, 'closed', line('68,138 68,0 6,92 94,92')),
  hand(4, 'a slope, then a cross', line('52,0 6,86 92,84'), line('60,50 56,140')),
  hand(4, 'open and wide', line('18,8 10,76 94,72'), line('80,4 72,140')),
  hand(4, 'with a low short stem', curve('42,2 20,66 14,86 32,90 90,74'), line('70,52 54,140')),
  hand(4, 'in one sweep', curve('46,2 22,60 16,88 40,90 78,54'), curve('78,54 68,96 62,140')),

  hand(
    5,
    'with its bar written last',
    line('26,6 20,58'),
    curve('20,58 54,48 86,76 80,120 46,140 8,124'),
    line('26,6 84,4'),
  ),
  hand(5, 'in one stroke', line('84,4 26,4 20,60'), curve('20,60 52,50 84,70 86,104 62,136 12,132')),
  hand(5, 'like an S', curve('82,6 40,6 24,30 28,56 64,64 86,92 74,126 38,140 8,126')),
  hand(5, 'with a slanted neck', curve('86,4 52,6 36,34 28,58 54,58 76,82 64,126 18,130')),

  hand(6, 'curled', curve('74,4 36,24 12,76 16,122 48,140 82,122 84,88 54,72 22,90 14,108')),
  hand(
    6,
    'straight and round',
    curve('62,0 34,40 12,92'),
    curve('12,92 18,130 50,140 84,126 86,94 58,76 26,84 12,104'),
  ),
  hand(6, 'with a small bowl', curve('84,10 50,4 22,36 10,90 24,132 54,138 74,118 66,94 40,92 18,112')),
  hand(6, 'with a small bowl across its stem', curve('82,14 64,4 42,36 32,94 44,134 64,126 64,100 40,88 12,98')),
  hand(6, 'with a long neck', curve('70,2 46,40 28,84 28,124 46,138 66,122 60,100 40,94 28,110')),

  hand(7, 'plain', line('8,4 90,4 40,140')),
  hand(7, 'crossed', line('10,6 88,6 42,140'), line('28,70 84,66')),
  hand(7, 'ticked', line('12,32 10,6 88,6 46,140')),
  hand(7, 'ticked and crossed', line('14,28 10,6 90,4 40,140'), line('30,74 82,70')),
  hand(7, 'with a curved stem', curve('8,12 40,8 88,6'), curve('88,6 58,60 48,140')),
  hand(7, 'with a wavy top, crossed', curve('6,24 22,4 52,14 90,2'), curve('90,2 60,60 36,140'), line('32,76 80,64')),
  hand(7, 'with a long tick and a steep stem', line('14,52 14,8 82,6 72,140')),
  hand(7, 'arched and crossed', curve('14,30 24,6 52,2 74,14 74,50 56,96 44,140'), line('22,80 84,72')),
  hand(
    7,
    'with a curled bar',
    curve('18,28 26,6 54,6 76,6'),
    curve('76,6 72,52 54,96 46,140'),
    curve('20,92 32,76 52,82 80,72'),
  ),

  hand(8, 'begun like an S', curve('80,18 50,0 22,16 26,46 60,72 84,102 70,134 36,138 16,112 34,80 66,52 80,20')),
  hand(
    8,
    'of two rings',
    curve('50,0 26,16 28,50 52,62 76,48 74,14 50,0'),
    curve('52,62 20,78 14,118 50,140 86,118 82,80 52,62'),
  ),
  hand(8, 'open at the top', curve('72,6 38,8 26,36 50,62 80,92 76,128 42,140 16,120 26,86 62,54 84,22')),
  hand(
    8,
    'narrow, with a small upper ring',
    curve('74,12 54,2 40,18 48,46 68,82 60,126 32,138 14,114 30,82 56,54 76,22'),
  ),

  hand(9, 'with a straight stem', curve('78,26 50,2 18,20 16,56 44,72 74,50 80,24'), line('80,24 76,140')),
  hand(9, 'with a hook', curve('80,30 54,2 20,16 14,52 42,70 74,52 82,24 80,90 60,134 16,128')),
  hand(9, 'with a flat tail', curve('80,28 54,2 22,14 16,50 42,66 72,50 80,24'), line('80,24 78,134 18,136')),
  hand(9, 'with a slanted stem', curve('82,20 52,2 24,22 24,52 50,62 76,42 84,14'), line('84,14 48,140')),
  hand(9, 'open at the top', curve('76,8 42,4 16,34 26,64 58,66 82,30'), curve('82,6 82,60 72,140')),
  hand(9, 'with a small ring and a curled tail', curve('70,24 52,4 36,20 46,42 68,28 76,14 80,64 70,116 42,138 8,130')),
  hand(
    9,
    'with a flat ring and a long tail',
    curve('74,12 44,12 26,30 46,42 82,12'),
    curve('82,12 76,66 56,122 28,138 4,128'),
  ),
  hand(9, 'like a g', curve('60,36 36,30 38,6 64,6 68,28 54,44 70,72 80,104 60,136 14,132')),
];
