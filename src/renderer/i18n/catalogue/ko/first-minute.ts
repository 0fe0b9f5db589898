import type { KoreanOf } from '../../korean-of.ts';
import type { firstMinute as english } from '../en/first-minute.ts';

export const firstMinute: KoreanOf<typeof english> = {
  title: '처음 1분',
  place: '{{pages}}쪽 중 {{page}}쪽',
  back: '이전',
  next: '다음',
  skip: '건너뛰기',
  done: '마치기',
  show: '처음 1분 보기',
  digit: '손으로 쓴 {{label}}입니다. 크기는 {{rows}} × {{pixels}}이고, 신경망이 학습에 쓴 적이 없는 이미지입니다.',
  image: '신경망이 읽는 {{rows}} × {{pixels}} 이미지입니다.',
  rows: '신경망은 한 번에 {{step}} 하나만 보므로, 읽은 것을 기억해야 합니다.',
  units: '색이 있는 세로줄 하나가 유닛 {{units}}개 가운데 하나이고, {{step}}마다 그 유닛이 지닌 값을 보여 줍니다.',
  decision:
    '답을 정하는 과정을 보세요. {{rows}}개 중 {{row}}번째 {{step}}까지 읽은 답은 {{digit}}, 확률은 {{percent}}입니다.',
  noDecision: '답을 정하는 과정을 보세요. {{step}}마다 답과 그 확률이 있습니다.',
  draw: '이제 그림판에 숫자를 직접 그려 보세요.',
  drawn: '그린 숫자를 읽은 답은 {{digit}}, 확률은 {{percent}}입니다. 더 그려 보거나 다음으로 넘어가세요.',
  train: '이제 직접 학습시켜 보세요. 유닛이 {{units}}개인 신경망이 무작위 추측에서 시작합니다.',
  trainOne: '직접 학습시키기',
  learning: '{{step}}스텝 뒤에 학습 숫자의 {{percent}}를 맞힙니다. 무작위로 추측하면 {{chance}}입니다.',
  learned: '무작위 추측에서 시작해 이제 테스트 숫자의 {{percent}}를 맞힙니다.',
};
