import type { desktop as english } from '../en/desktop.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The same texts as the English `desktop`, in Korean. */
export const desktop = {
  training: '학습 {{percent}}',
  experiment: '실험 {{percent}}',
  generator: '학습 {{percent}}',
  strips: '학습 {{percent}}',
  fineTuning: '미세 조정 {{percent}}',

  trainingEnded: '학습이 끝났습니다. 테스트 정확도 {{accuracy}}.',
  trainingEndedUnmeasured: '학습이 끝났습니다.',
  trainingFailed: '학습이 폭발해 손실이 더는 수가 아닙니다. 이어 갈 방법은 Gatescope에 있습니다.',
  experimentEnded: '실험이 끝났습니다.',
  stripsEnded: '띠 읽기 신경망의 학습이 끝났습니다.',
  generatorEnded: '행 생성기 학습이 끝났습니다.',
  fineTuningEnded: '내 숫자로 하는 미세 조정이 끝났습니다.',

  tellEnd: '알림',
  tellEndMeaning: '다른 창을 보는 동안 끝난 일을 알려 줍니다.',
  tellEndRefused: '브라우저가 이 페이지의 알림을 허용하지 않습니다.',
  on: '켜기',
  off: '끄기',

  startAgain: '다시 시작',
  crashed: '이 페이지가 멈췄습니다. 엔진은 멈추지 않아 진행 중인 학습은 계속됩니다.',
  crashedNext: '다시 불러오세요. 학습 기록과 내 숫자는 그대로이고, 그리던 그림은 사라집니다.',
  reload: '다시 불러오기',
  copyDetails: '자세한 내용 복사',
  details: '자세히',

  version: '버전',
  licences: '포함된 소프트웨어의 라이선스: 도움말 메뉴',
  builtWith: '창',
} satisfies KoreanOf<typeof english>;
