import type { files as english } from '../en/files.ts';

/** The same texts as the English `files`, in Korean. */
export const files = {
  title: '열기, 저장, 내보내기',
  dropHere: '모델, 학습, 레시피, 데이터 세트, 이미지를 여기에 놓으세요',
  open: '열기 …',
  openWhat:
    '.gatescope 파일, tfjs 모델, 레시피, 숫자 이미지, 데이터 세트(IDX)를 엽니다. 창 어디에나 파일을 놓아도 됩니다.',
  save: '저장',
  saveAs: '저장: {{format}}',
  saved: '{{name}} 이름으로 저장했습니다.',
  'group.model': '신경망',
  'group.run': '학습 과정',
  gatescope: 'Gatescope (.gatescope)',
  gatescopeWhat: '신경망과 레시피, 차트까지 담은 학습 과정. 여기서 다시 열 수 있습니다.',
  tfjs: 'TensorFlow.js',
  tfjsWhat: 'LayersModel을 압축한 파일. 트랜스포머는 Gatescope에서만 열립니다.',
  safetensors: 'PyTorch',
  safetensorsWhat: 'model.safetensors와 불러오는 스크립트.',
  npz: 'Keras',
  npzWhat: 'weights.npz와 불러오는 스크립트.',
  recipe: '레시피',
  recipeWhat: '같은 학습을 여기서나 “train --config”로 다시 만드는 설정과 시드.',
  epochsCsv: '평가 기록 (CSV)',
  epochsCsvWhat: '에포크와 평가마다 한 줄.',
  stepsCsv: '스텝 기록 (CSV)',
  stepsCsvWhat: '스텝마다 손실, 정확도, 학습률, 기울기 크기.',
  unknown: '{{names}}을(를) 열 수 없습니다. .gatescope 파일, tfjs 모델, 레시피, 데이터 세트, 이미지를 고르세요.',
  several: '한 번에 파일 하나만 엽니다. 열지 않은 파일: {{names}}.',
  openedNotice:
    '{{name}}을(를) 열었습니다. 학습은 이 레시피로 처음부터 시작합니다. 이 가중치에서 이어서 학습할 수도 있습니다.',
  trainOn: '이어서 학습',
  opening: '여는 중 … {{percent}}',
  tableCsv: 'CSV로 저장',
  picture: '{{title}}을(를) 그림으로 저장',
  pictureFailed: '그림을 만들 수 없습니다.',
} satisfies Record<keyof typeof english, string>;
