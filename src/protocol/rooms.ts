/** The app's rooms in the order of rail, menu and keys, with their names. */

type RoomTexts = { readonly name: string; readonly hint: string };

const texts = {
  lab: {
    en: { name: 'Lab', hint: 'One network reads one {{image}}, row by row' },
    ko: { name: '실험실', hint: '한 신경망이 한 {{image}}를 한 줄씩 읽습니다' },
  },
  digits: {
    en: { name: 'Digits', hint: 'All test {{images}} and the network’s answers' },
    ko: { name: '숫자', hint: '테스트 {{image}} 전체와 신경망의 답' },
  },
  compare: {
    en: { name: 'Compare', hint: 'Several networks, side by side' },
    ko: { name: '비교', hint: '여러 신경망을 나란히 견줍니다' },
  },
  lessons: {
    en: { name: 'Lessons', hint: 'The course, page by page' },
    ko: { name: '강의', hint: '한 쪽씩 배우는 강의' },
  },
  generator: {
    en: { name: 'Complete', hint: 'The row generator completes {{images}}' },
    ko: { name: '이어 그리기', hint: '행 생성기가 {{image}}를 이어 그립니다' },
  },
  strips: {
    en: { name: 'Read a number', hint: 'Encoder and decoder read a strip of digits' },
    ko: { name: '수 읽기', hint: '인코더와 디코더가 숫자 띠를 읽습니다' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'en' | 'ko', RoomTexts>>>>;

export type Room = keyof typeof texts;

export const rooms = Object.keys(texts) as readonly Room[];

/** Alt with this digit opens the room; the first is 1. */
export function roomKey(room: Room): string {
  return `${rooms.indexOf(room) + 1}`;
}

/** What the rooms are called, in rail, menu and title. */
export function roomNames(language: 'en' | 'ko'): Readonly<Record<Room, string>> {
  return Object.fromEntries(rooms.map((room) => [room, texts[room][language].name])) as Record<Room, string>;
}

/** What is in them, in a few words, by `labHint` and so on. */
export function roomHints(language: 'en' | 'ko'): Readonly<Record<`${Room}Hint`, string>> {
  const hints = rooms.map((room) => [`${room}Hint`, texts[room][language].hint]);
  return Object.fromEntries(hints) as Record<`${Room}Hint`, string>;
}
