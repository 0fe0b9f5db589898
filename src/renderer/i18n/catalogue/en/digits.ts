/** Texts of the digits room: the test set, the answers to it, the confusion matrix. */
export const digits = {
  title: 'Digits',

  // The answers
  reading: 'Reading all test {{images}} … {{percent}}',
  cancel: 'Cancel',
  unread: 'The network has not read the test {{images}}.',
  count: 'Count',
  countAgain: 'Count again',
  ofPretrained: 'Answers of the pretrained network',
  ofFineTuned: 'Answers of the network fine-tuned on your digits',
  ofPresent: 'Answers of the present weights, step {{step}}',
  ofFormerStep: 'Answers of step {{step}}. The weights have changed since.',
  ofFormerNetwork: 'Answers of a network that was replaced.',
  announceCounted: 'All test {{images}} read: {{accuracy}} right.',

  // Confusion matrix
  matrix: 'Confusion matrix',
  matrixCorner: 'label \\ answer',
  matrixHelp:
    'Row: the {{class}} it is. Column: the answer. Click a cell, or walk with the arrow keys, to see its {{images}}.',
  right: '{{correct}} of {{total}} right',
  accuracyOf: 'right',
  accuracyOfHint: 'Share of each {{class}} that was read correctly',
  labelHeader: 'It is a {{digit}}',
  answerHeader: 'Read as {{digit}}',
  cellRight: '{{label}} read as {{answer}}, right: {{count}}',
  cellWrong: '{{label}} read as {{answer}}, wrong: {{count}}',
  digitAccuracy: '{{correct}} of {{total}}',

  // Filters
  filters: 'Which {{images}} are shown',
  label: 'Label',
  answer: 'Answer',
  any: 'any',
  wrongOnly: 'Wrong only',
  sorting: 'Sort',
  'sorting.asStored': 'as stored',
  'sorting.leastSure': 'least sure first',
  'sorting.surestMistakes': 'surest mistakes first',
  showAll: 'Show all',
  shown: '{{shown}} of {{total}} {{images}}',
  none: 'No {{image}} is like that.',
  loading: 'Loading the test {{images}} …',
  noDigits: 'There are no test {{images}}.',

  // Grid and the chosen digit
  grid: 'Test {{images}}',
  number: '{{Image}} {{index}}',
  cellUnread: '{{Image}} {{index}}: it is a {{label}}',
  cellReadRight: '{{Image}} {{index}}: it is a {{label}}, read rightly, {{percent}} sure',
  cellReadWrong: '{{Image}} {{index}}: it is a {{label}}, misread as {{answer}}, {{percent}} sure',
  chosen: 'The chosen {{image}}',
  chooseOne: 'Choose one. Enter or a double click opens it in the score.',
  isLabel: 'It is a {{label}}.',
  readRight: 'Read rightly, {{percent}} sure.',
  readWrong: 'Misread as {{answer}}, {{percent}} sure. It gave the {{label}} {{labelPercent}}.',
  openInScore: 'Open in the score',

  // Table
  table: 'Shown {{images}}: numbers as a table',
  tableCut: 'The first {{lines}} of {{shown}}; saved as CSV: all',
  tableAll: 'All {{shown}}',
  columnNumber: 'number',
  columnLabel: 'label',
  columnAnswer: 'answer',
  columnAnswerProbability: 'p(answer)',
  columnLabelProbability: 'p(label)',
};
