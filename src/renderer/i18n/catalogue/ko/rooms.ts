/** Names of the rooms. */

export const rooms = {
  rooms: '방',
  lab: '실험실',
  digits: '숫자',
  compare: '비교',
  generator: '이어 그리기',
  lessons: '강의',
  labHint: '한 신경망이 한 {{image}}를 읽습니다: 악보',
  digitsHint: '테스트 {{image}} 전체와 신경망의 답',
  compareHint: '여러 신경망을 나란히 견줍니다',
  generatorHint: '행 생성기가 {{image}}를 이어 그립니다',
  lessonsHint: '한 쪽씩 배우는 강의',
};
