/** Names of the rooms. */

export const rooms = {
  rooms: 'Rooms',
  lab: 'Lab',
  digits: 'Digits',
  compare: 'Compare',
  generator: 'Complete',
  lessons: 'Lessons',
  labHint: 'One network, one {{image}}: the score',
  digitsHint: 'All test {{images}} and the answers to them',
  compareHint: 'Several networks, side by side',
  generatorHint: 'The row generator finishes {{images}}',
  lessonsHint: 'The course, page by page',
};
