import type { timeline as english } from '../en/timeline.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The same texts as the English `timeline`, in Korean. */
export const timeline = {
  title: '타임라인: 학습하는 동안의 신경망',
  moment: '학습 순간',
  play: '학습 재생',
  pause: '멈춤',
  playHint: '저장해 둔 순간을 차례로 보여 줍니다',
  momentHint: '학습하는 동안 이 {{image}}에 대한 답. 끌면 그때의 신경망을 봅니다',
  now: '지금',
  nowHint: '지금의 신경망으로 돌아갑니다',
  nowAt: '지금, 스텝 {{step}}',
  lookBack: '끌어서 과거 보기',
  pastAt: '스텝 {{step}} / {{steps}}',
  asItWas: '그때의 신경망입니다',
  axis: '학습 스텝, √ 눈금',
  mark: '스텝 {{step}}',
  lookingAt: '그림: 스텝 {{step}}',
  answer: '답 {{digit}}, {{percent}}',
  noAnswer: '읽을 것이 없음',
  momentText: '스텝 {{step}}, 에포크 {{epoch}}, {{answer}}',
  nowText: '지금: 스텝 {{step}}, 에포크 {{epoch}}, {{answer}}',
  table: '타임라인: 숫자를 표로 보기',
  tableTitle: '학습하는 동안 이 {{image}}에 대한 답',
  tableCaption: '학습과 함께 가중치를 저장해 둔 순간과 그때 신경망이 본 {{class}}별 확률',
  step: '스텝',
  epochColumn: '에포크',
  trainLoss: '손실',
  testAccuracy: '테스트 정확도',
  measurePast: '현재 신경망만 측정할 수 있습니다. 먼저 지금으로 돌아가세요',
} satisfies KoreanOf<typeof english>;
