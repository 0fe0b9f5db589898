/** Texts of the drawing pad, its tools and the stages from ink to pixels. */

export const draw = {
  pad: 'Drawing pad',
  invite: 'Draw here',
  inviteKeys: 'Arrow keys move, Space draws',
  padHelp:
    'Draw with mouse, pen or touch. With the keyboard: arrow keys move, Space lowers and lifts the pen, E selects the eraser, [ and ] change the width, Ctrl+Z undoes, Delete clears.',
  penDown: 'Pen down',
  penUp: 'Pen up',
  tools: 'Drawing tools',
  undo: 'Undo',
  redo: 'Redo',
  clear: 'Clear',
  eraser: 'Eraser',
  asRead: 'As read',
  asReadHint: 'Show the 28×28 pixels that the network reads, in line with the rows',
  image: 'Image',
  imageHint: 'Open an image of a digit. You can also paste one (Ctrl+V) or drop it on the window.',
  tone: 'Ink of the image',
  toneDark: 'Dark ink',
  toneLight: 'Light ink',
  notImage: 'This file is not an image that can be opened here. Choose a PNG, JPEG or WebP image.',
  tooLarge:
    'This image is too large. Choose one of at most {{maxImageBytes}} and {{maxImagePixels}} pixels, {{maxImageSidePixels}} on a side.',
  nothingOnIt: 'Nothing in this image stands out from its background. Choose one with a clear digit.',
  otherToneNothing: 'With the other tone, nothing would stand out.',
  severalDigits: '{{count}} digits found; one is read at a time.',
  whichDigit: 'Digit to read',
  digitPlace: 'Read digit {{place}} of {{count}}',
  penWidth: 'Pen width',
  penWidthValue: '{{width}} of 28 pixels',
  stages: 'From ink to pixels',
  stageCrop: 'Cropped',
  stageCropText: '{{width}}×{{height}}',
  stageBox: 'Scaled',
  stageBoxText: '{{width}}×{{height}}',
  stageMass: 'Centre',
  stageMassText: '{{x}}, {{y}}',
  stagePixels: '28×28',
  stagePixelsText: 'to {{x}}, {{y}}',
  stagesNothing: 'Nothing drawn',
  stageEnlarge: '{{name}}: {{text}}. Enlarge',
  stageCropWhat:
    'The smallest rectangle around all ink of the digit is cut out. Its size is in pixels of the 280-pixel pad.',
  stageBoxWhat:
    'The crop is scaled, keeping its shape, until its longer side is 20 pixels. Each pixel is the mean of the ink under it.',
  stageMassWhat:
    'The cross marks the centre of mass, in pixels of the scaled digit; the ring marks where it belongs: the middle of pixel 14 of 28.',
  stagePixelsWhat:
    'The digit is moved by whole pixels until its centre of mass is in the middle; the pixel named is where its corner ends up. This is what the network reads, prepared as MNIST was.',
};
