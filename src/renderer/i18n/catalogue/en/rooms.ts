/** Names of the rooms. */

export const rooms = {
  rooms: 'Rooms',
  lab: 'Lab',
  digits: 'Digits',
  compare: 'Compare',
  generator: 'Complete',
  lessons: 'Lessons',
  labHint: 'One network, one digit: the score',
  digitsHint: 'All test digits and the answers to them',
  compareHint: 'Several networks, side by side',
  generatorHint: 'A network that finishes digits',
  lessonsHint: 'The course, page by page',
};
