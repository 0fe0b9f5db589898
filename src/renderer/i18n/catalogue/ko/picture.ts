import type { picture as english } from '../en/picture.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The same texts as the English `picture`, in Korean. */
export const picture = {
  open: '그림으로 저장',
  title: '읽기 그림 저장',
  preview: '{{name}} 미리 보기',
  form: '형식',
  png1: 'PNG',
  png2: 'PNG, 두 배 크기',
  png3: 'PNG, 세 배 크기',
  svg: 'SVG, 크기 조절 가능',
  save: '저장',
  print: '인쇄…',
  saved: '{{name}} 이름으로 저장했습니다.',
  failed: '그림이 너무 커서 만들 수 없습니다. 더 작은 크기나 SVG를 고르세요.',

  drawing: '직접 그린 {{image}}',
  testDigit: '테스트 {{image}} {{index}}번 (정답 {{label}})',
  pretrained: '내장 신경망 그대로',
  untrained: '학습 전',
  opened: '파일에서 연 신경망',
  fineTuned: '내 숫자로 미세 조정',
  trained_other: '{{count, number}}스텝 학습 후',
  answer: '답 {{digit}}, {{percent}}',
  saliency: '{{digit}}에 대한 현저성',
  ablation: '{{layer}}층 절제:',
  silenced: '끈 유닛 {{units}}',
} satisfies KoreanOf<typeof english>;
