/** Texts of the score as a picture that is saved. */
export const picture = {
  open: 'Save as a picture',
  title: 'The score as a picture',
  preview: 'Preview of {{name}}',
  form: 'Format',
  png1: 'PNG',
  png2: 'PNG, twice the size',
  png3: 'PNG, three times the size',
  svg: 'SVG, scalable',
  save: 'Save',
  saved: 'Saved as {{name}}.',
  failed: 'The picture could not be made: it is too large. Choose a smaller size, or SVG.',

  drawing: 'A drawn digit',
  testDigit: 'Test digit {{index}}, a {{label}}',
  pretrained: 'as shipped',
  untrained: 'untrained',
  trained: 'after {{step}} training steps',
  answer: 'answer {{digit}} with {{percent}}',
  saliency: 'what decided for {{digit}}',
  altered: 'Altered in layer {{layer}}:',
  silenced: 'silenced units {{units}}',
};
