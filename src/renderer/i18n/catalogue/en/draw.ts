/** Texts of the drawing pad, its tools and the stages from ink to pixels. */

export const draw = {
  pad: 'Drawing pad',
  invite: 'Draw here',
  padHelp:
    'Draw with mouse, pen or touch. With the keyboard: arrow keys move, Space puts the pen down and lifts it, Ctrl+Z undoes, Delete clears.',
  penDown: 'Pen down',
  penUp: 'Pen up',
  tools: 'Drawing tools',
  undo: 'Undo',
  redo: 'Redo',
  clear: 'Clear',
  eraser: 'Eraser',
  asRead: 'As read',
  asReadHint: 'Show the 28×28 pixels that the network reads, row beside row',
  penWidth: 'Pen width',
  penWidthValue: '{{width}} of 28 pixels',
  stages: 'From ink to pixels',
  stageCrop: 'Cut out',
  stageCropText: '{{width}}×{{height}}',
  stageBox: 'Scaled',
  stageBoxText: '{{width}}×{{height}}',
  stageMass: 'Centre',
  stageMassText: '{{x}}, {{y}}',
  stagePixels: '28×28',
  stagePixelsText: 'to {{x}}, {{y}}',
  stagesNothing: 'Nothing drawn',
};
