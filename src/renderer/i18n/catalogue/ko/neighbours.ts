import type { neighbours as english } from '../en/neighbours.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The same texts as the English `neighbours`, in Korean. */
export const neighbours = {
  list: '이웃 테스트 {{image}}',
  build: '이웃 {{image}} 찾기',
  explain: '매 시점의 은닉 상태를 모든 테스트 {{image}}와 비교합니다.',
  transformer: '트랜스포머에는 {{step}}을 따라 이어지는 상태가 없습니다. 모두 한꺼번에 봅니다.',
  building: '테스트 {{image}}를 읽는 중 … {{percent}}',
  cancel: '취소',
  renew: '새로 찾기',
  staleStep: '{{step}}스텝의 가중치 기준입니다.',
  until: '{{row}}{{step}}까지 가장 비슷한 {{image}}',
  whole: '모든 {{step}}에서 가장 비슷한 {{image}}',
  same_other: '{{total}}개 중 {{count}}개가 같은 {{label}}',
  answered_other: '{{total}}개 중 {{count}}개가 답과 같은 {{label}}',
  fewerDigits_other: '앞의 테스트 {{image}} {{count, number}}개 중에서',
  fewerSteps: '{{read}}{{step}} 중 {{compared}}{{step}} 비교',
  asTrained: '절제하지 않은 신경망으로 읽음',
  none: '상태가 더는 수가 아니어서 가까운 {{image}}가 없습니다.',
  digit: '테스트 {{image}} {{index}}번, 정답 {{label}}, 답 {{answer}}, 거리 {{distance}}',
  table: '이웃 {{image}}: 숫자를 표로 보기',
  index: '테스트 {{image}}',
  label: '정답',
  answer: '답',
  distance: '평균 제곱 거리',
} satisfies KoreanOf<typeof english>;
