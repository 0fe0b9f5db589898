/** Texts of the score, the charts and their tables. */
export const score = {
  title: 'The score: what the network does while it reads',

  forgetGate: 'forget gate',
  inputGate: 'input gate',
  candidate: 'candidate',
  cellState: 'cell state',
  outputGate: 'output gate',
  hiddenState: 'hidden state',
  probability: 'probability',
  gradientNorm: 'gradient norm ‖∂L/∂h‖',

  forgetGateShort: 'forget',
  inputGateShort: 'input',
  candidateShort: 'candidate',
  cellStateShort: 'cell',
  outputGateShort: 'output',
  hiddenStateShort: 'hidden',
  probabilityShort: 'answer so far',

  image: 'image, read row by row',
  row: 'row',
  rowOf: 'Row {{row}} of {{rows}}',
  rowSlider: 'Row',
  rowText: 'Row {{row}} of {{rows}}; answer so far {{digit}}, {{percent}}',
  rowTextEmpty: 'Row {{row}} of {{rows}}; nothing to read',
  play: 'Play rows',
  pause: 'Pause rows',
  layer: 'Layer',

  tileName: 'Unit in {{tile}}',
  tileText: 'Unit {{unit}}, row {{row}}: {{value}}',
  tileTextNone: 'No unit chosen; right arrow chooses the first',
  unitAtRow: 'unit {{unit}}, row {{row}}',
  hint: 'Point at a tile: its unit lights up everywhere, and its arithmetic stands here.',
  noPrevious: 'c′ = 0 before the first row',

  legendGates: 'Gates f, i, o and probabilities: colour scale from 0 to 1',
  legendStates: 'Candidate g and hidden state h: colour scale from −1 to 1',
  legendCell: 'Cell state c: colour scale from −{{range}} to {{range}}; values beyond take the end colours',
  legendGradient: 'Gradient norm on a logarithmic scale from 10^{{low}} to 10^{{high}}',
  probabilityPicture: 'Probabilities of the digits 0 to 9 after each row',
  trueDigit: 'the true digit',

  description:
    '{{row}} of {{rows}} rows read. Answer so far {{digit}} with {{percent}}. Means over the units of layer {{layer}}: forget gate {{forget}}, input gate {{input}}, output gate {{output}}. Gradient norm {{gradient}}.',

  table: 'Numbers as a table',
  tableTitle: 'Numbers of the score',
  tableRows: 'Probabilities and gradient norm after each row',
  tableUnits: 'Layer {{layer}}, row {{row}}: every unit',
  unit: 'unit',
  close: 'Close',

  chartTable: '{{title}}: numbers as a table',
  chartSampled: '{{shown}} of {{total}} points, evenly spaced.',
  chartSummary: '{{title}}, chart with {{points}} points. {{latest}}',
  missing: 'no value',
};
