import type { compare as english } from '../en/compare.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The Korean texts of the compare room. */
export const compare = {
  title: '비교',

  experiments: '준비된 실험',
  experimentSize_other: '학습 {{count}}개 · 약 {{time}}',
  startExperiment: '실행: {{title}}',
  startAgain: '다시 실행해 결과 바꾸기: {{title}}',
  showResults: '결과 보기: {{title}}',
  durationNote: '시간은 다른 일을 하지 않는 코어 두 개를 기준으로 합니다.',
  addOwn: '실험실 설정 추가',
  addOwnHint: '{{make}}, 학습 {{image}} 전체({{count}}개)로 학습하도록 대기열에 넣습니다',
  full: '학습은 최대 {{maxComparedRuns}}개까지 보관합니다. 오래된 실험은 새 학습에 자리를 내주지만 직접 추가한 학습은 남습니다. 먼저 몇 개를 삭제하세요.',
  busyLab: '실험실에서도 학습 중이라 양쪽 모두 더 오래 걸립니다.',

  'order.title': '순서가 중요한가?',
  'order.question': '네 신경망이 네 가지 읽는 순서를 배웁니다. 그런 다음 다른 순서로도 읽게 해 봅니다.',
  'order.lookFor':
    '순서가 늘 같기만 하면 어떤 순서든 배울 수 있고, 섞은 순서도 거의 비슷하게 배웁니다. 다른 순서로 읽으면 같은 그림도 다른 시퀀스가 되어 신경망은 알아보지 못합니다.',
  'window.title': '과거가 얼마나 필요한가?',
  'window.question': '신경망은 마지막 τ개 행만 봅니다. τ = 1(마르코프)부터 28행 전부까지.',
  'window.lookFor':
    '마지막 행들은 대부분 비어 있어 τ = 1이면 무작위로 답하는 것과 거의 같습니다. τ가 커질수록 정확도가 오릅니다. 앞 행에 있던 정보는 뒤 행에 없기 때문입니다.',
  'cells.title': '어떤 셀이 좋은가?',
  'cells.question': '유닛이 64개인 RNN, LSTM, GRU, 트랜스포머가 같은 행을 같은 배치로 읽습니다.',
  'cells.lookFor':
    '유닛 수가 같아도 가중치 수는 다릅니다. RNN에 하나 있는 완전 연결층이 LSTM에는 넷 있습니다. 게이트가 있으면 빨리 배우고, 단순한 RNN은 뒤처집니다.',
  'length.title': '기억은 어디까지 닿는가?',
  'length.question': '같은 {{image}}를 28개 행으로, 또 픽셀 784개로 하나씩 읽습니다.',
  'length.lookFor':
    '28시점에서는 RNN도 배웁니다. 784시점에서는 무작위로 답하는 수준을 벗어나지 못합니다. 기울기가 도중에 소실되기 때문입니다. LSTM의 셀 상태는 그 일부를 통과시킵니다.',
  'truncation.title': '기울기는 어디까지 거슬러 가야 하나?',
  'truncation.question': '절단 BPTT: 상태는 계속 이어지지만 기울기는 k시점 뒤에서 끊습니다.',
  'truncation.lookFor':
    'k = 1이면 기울기는 거의 빈 마지막 행만 봅니다. 그 앞의 행은 학습하지 않은 가중치로 기억하는 것보다 나을 것이 없습니다. 기울기가 멀리 거슬러 갈수록 좋아집니다.',
  'clipping.title': '클리핑은 무엇을 막는가?',
  'clipping.question': '단순한 RNN을 너무 높은 학습률로 학습합니다. ReLU와 tanh, 클리핑이 있을 때와 없을 때.',
  'clipping.lookFor':
    'ReLU에는 한계가 없어 기울기가 시점마다 커지다가 더는 수가 아니게 됩니다. tanh는 폭발하지는 않지만 클리핑이 없으면 이리저리 튀기만 하고 배우지 못합니다.',
  'positions.title': '위치를 모르는 트랜스포머',
  'positions.question': '위치 인코딩이 있을 때와 없을 때. 다른 순서로도 읽게 합니다.',
  'positions.lookFor':
    '위치가 없으면 행을 어떤 순서로 읽어도 답이 정확히 같습니다. 신경망은 순서 없이 모아 놓은 행을 볼 뿐입니다. 위치가 있으면 순서가 중요해집니다.',
  'capacity.title': '얼마나 담을 수 있나?',
  'capacity.question': '유닛 8개, 32개, 128개가 {{image}} 500개, 5,000개, 60,000개로 거의 같은 스텝만큼 학습합니다.',
  'capacity.lookFor':
    '칠해진 틈은 학습과 테스트의 차이입니다. 500개로 배우면 틈이 넓습니다. 유닛 32개만 되어도 외워 버립니다(분산). 60,000개면 틈이 사라집니다. 유닛이 늘면 모든 곡선이 올라갑니다. 유닛 8개는 너무 적어 더 많이 배워도 거의 나아지지 않습니다(편향).',
  'decay.title': '가중치 감쇠는 무엇을 하나?',
  'decay.question': 'AdamW로 {{image}} 500개를 감쇠 0, 0.01, 0.1로 학습합니다.',
  'decay.lookFor':
    '가중치의 노름 ‖w‖는 학습하면서 커집니다. 스텝마다 학습률에 감쇠를 곱한 만큼만 가중치가 줄어들므로, 400스텝에서는 강한 감쇠만 눈에 띕니다. 셋 다 배운 것을 외웠고, ‖w‖가 짧다고 해서 테스트에서 더 나은 것은 아닙니다.',

  withPositions: '위치 있음',
  withoutPositions: '위치 없음',

  emptyTitle: '신경망을 나란히 견주어 보세요',
  emptyText:
    '실험은 한 가지만 다른 신경망들을 같은 시드, 같은 {{image}}, 같은 배치로 학습합니다. 그래서 곡선의 차이는 그 한 가지에서 나옵니다. 왼쪽에서 실험을 고르거나, 실험실 설정을 추가한 뒤 설정을 바꾸어 다시 추가해 보세요. 마지막 학습 {{maxComparedRuns}}개는 저장되어 Gatescope를 끝내도 남습니다.',

  views: '보기',
  curves: '곡선',
  sideBySide: '한 {{image}}, 두 신경망',

  runs: '학습 목록',
  newerRuns_other:
    '더 새로운 Gatescope에서 비교한 학습이 {{count}}개 더 있습니다. 그 버전에서 열 때까지 그대로 둡니다.',
  ownRuns: '직접 정한 설정',
  runCount: '{{count}} / {{maxComparedRuns}}',
  runningNow: '실행 중: {{title}}, {{runs}}개 중 {{run}}번째',
  showAll: '모두 보기',
  hideAll: '모두 숨기기',
  stop: '중지',
  stopAll: '모두 중지',
  stopHint: '모든 실험에서 진행 중인 학습과 대기 중인 학습을 중지합니다. 이미 나온 결과는 남습니다',
  deleteShown: '보이는 것 삭제',
  sure: '정말 삭제할까요?',
  show: '{{name}} 보기',
  rename: '학습의 이름',
  delete: '{{name}} 삭제',
  testAccuracy: '테스트 정확도',
  details: '가중치 {{parameters}}개 · {{time}}',
  waiting: '대기 중',
  stopped: '중지됨',
  running: '{{total}}스텝 중 {{step}}스텝',
  measuring: '측정 중 …',
  explodedAt: '스텝 {{step}}에서 폭발',
  failed: '실패',
  announceDone_other: '비교가 끝났습니다. 학습 {{count}}개를 마쳤습니다.',
  announceStopped_other: '비교를 중지했습니다. 그때까지 학습 {{count}}개를 마쳤습니다.',

  chart: '그래프',
  'chart.loss': '손실',
  'chart.accuracy': '학습 정확도',
  'chart.gradientNorm': '기울기 노름',
  'chart.weightNorm': '가중치 노름 ‖w‖',
  'chart.lossGradient': '기울기 흐름 ‖∂L/∂h‖',
  'chart.stateJacobian': '기억 ‖∂h_T/∂h_t‖',
  'chart.window': 'τ에 따른 테스트 정확도',
  'chart.truncation': 'k에 따른 테스트 정확도',
  'chart.capacity': '유닛 수에 따른 정확도',
  'chart.orders': '순서별 테스트 정확도',
  stepAxis: '학습 스텝',
  backAxis: '답에서 거슬러 간 시점',
  windowAxis: 'τ: 읽는 시점의 수',
  capacityAxis: '유닛 수',
  capacityTraining_other: '학습, {{image}} {{count, number}}개',
  capacityTest_other: '테스트, {{image}} {{count, number}}개',
  truncationAxis: 'k: 기울기가 거슬러 가는 시점의 수',
  logScale: '로그',
  nothingShown: '보이는 학습이 없습니다.',
  noFlowYet: '학습이 끝나면 측정합니다.',
  noJacobian: '트랜스포머에는 따라갈 상태가 없습니다.',

  orderTable: '한 줄은 신경망 하나(학습한 순서), 한 열은 테스트 {{image}}를 읽게 한 순서입니다.',
  trainedRun: '학습',
  ownOrder: '학습한 순서',

  firstRun: '첫째 신경망',
  secondRun: '둘째 신경망',
  notEnough: '학습이 둘 이상 끝나면 같은 {{image}}를 두 신경망이 읽는 모습을 볼 수 있습니다.',
  digit: '테스트 {{image}}',
  previousDigit: '이전 테스트 {{image}}',
  nextDigit: '다음 테스트 {{image}}',
  randomDigit: '무작위 테스트 {{image}}',
  answerRight: '정답',
  answerWrong: '오답: 정답은 {{label}}',
  scoreOf: '{{name}}이(가) {{image}}를 읽는 모습',
  gateOf: '모든 유닛의 {{gate}}, 시점마다 한 줄',
  layerOf: '{{layers}}층 중 마지막 층',
} satisfies KoreanOf<typeof english>;
