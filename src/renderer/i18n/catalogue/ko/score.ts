import type { score as english } from '../en/score.ts';

/** The Korean texts of the score, the charts and their tables. */
export const score = {
  title: '악보: 신경망이 읽는 동안 하는 일',

  forgetGate: '망각 게이트',
  inputGate: '입력 게이트',
  candidate: '후보 값',
  cellState: '셀 상태',
  outputGate: '출력 게이트',
  hiddenState: '은닉 상태',
  probability: '숫자별 확률',
  gradientNorm: '기울기 노름 ‖∂L/∂h‖',

  forgetGateShort: '망각',
  inputGateShort: '입력',
  candidateShort: '후보',
  cellStateShort: '셀',
  outputGateShort: '출력',
  hiddenStateShort: '은닉',
  probabilityShort: '지금까지의 답',

  forgetGateMeaning: '이전 기억을 남기는 정도 (0 없음, 1 전부)',
  inputGateMeaning: '후보 값을 기억에 더하는 정도',
  candidateMeaning: '이 행에서 기억에 쓸 수 있는 새 값',
  cellStateMeaning: '기억: 남긴 값에 새 값을 더한 것',
  outputGateMeaning: '기억을 내보내는 정도',
  hiddenStateMeaning: '내보낸 값: 다음 행과 답에 쓰임',
  probabilityMeaning: '여기서 끝난다면 나올 답 (점은 가장 높은 확률)',
  gradientNormMeaning: '각 행을 읽은 뒤의 상태가 오차에 미치는 영향',
  guide: '한 줄에 있는 것은 모두 같은 행을 읽은 뒤의 모습입니다.',

  image: '한 행씩 읽는 이미지',
  row: '행',
  rowOf: '{{rows}}행 중 {{row}}행',
  rowSlider: '행',
  rowText: '{{rows}}행 중 {{row}}행, 지금까지의 답 {{digit}}, {{percent}}',
  rowTextEmpty: '{{rows}}행 중 {{row}}행, 읽을 것이 없음',
  play: '행 재생',
  pause: '행 재생 멈춤',
  layer: '층',

  tileName: '{{tile}}의 유닛',
  tileText: '유닛 {{unit}}, {{row}}행: {{value}}',
  tileTextNone: '선택한 유닛 없음. 오른쪽 화살표로 첫 유닛을 선택합니다',
  unitAtRow: '유닛 {{unit}}, {{row}}행',
  hint: '타일에 포인터를 올리면 그 유닛이 모든 타일에 표시되고, 계산 과정이 여기에 나타납니다.',
  noPrevious: '첫 행 이전에는 c′ = 0',

  legendGates: '게이트 f, i, o와 확률: 0부터 1까지의 색',
  legendStates: '후보 g와 은닉 상태 h: −1부터 1까지의 색',
  legendCell: '셀 상태 c: −{{range}}부터 {{range}}까지의 색, 벗어난 값은 양 끝의 색',
  legendGradient: '10^{{low}}부터 10^{{high}}까지 로그 눈금의 기울기 노름',
  probabilityPicture: '각 행을 읽은 뒤 숫자 0부터 9까지의 확률',
  trueDigit: '정답',

  description:
    '{{rows}}행 중 {{row}}행까지 읽음. 지금까지의 답은 {{digit}}, {{percent}}. 층 {{layer}}의 유닛 평균: 망각 게이트 {{forget}}, 입력 게이트 {{input}}, 출력 게이트 {{output}}. 기울기 노름 {{gradient}}.',

  table: '숫자를 표로 보기',
  tableTitle: '악보의 숫자',
  tableRows: '각 행을 읽은 뒤의 확률과 기울기 노름',
  tableUnits: '층 {{layer}}, {{row}}행: 모든 유닛',
  unit: '유닛',
  close: '닫기',

  chartTable: '{{title}}: 숫자를 표로 보기',
  chartSampled: '{{total}}개 가운데 고르게 고른 {{shown}}개.',
  chartSummary: '{{title}}, 점 {{points}}개의 차트. {{latest}}',
  missing: '값 없음',
} satisfies Record<keyof typeof english, string>;
