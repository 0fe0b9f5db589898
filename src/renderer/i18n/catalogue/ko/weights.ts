import type { weights as english } from '../en/weights.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The same texts as the English `weights`, in Korean. */
export const weights = {
  title: '가중치',
  atStep_other: '스텝 {{step}}. 게이트와 상태는 처음 테스트 {{image}} {{count, number}}개로 집계했습니다.',
  refresh: '다시 읽기',
  loading: '가중치를 읽는 중 …',
  failed: '지금은 가중치를 읽을 수 없습니다.',
  matrices: '가중치 행렬',
  saturation: '게이트와 상태',
  saturationHelp: '0이나 1에 가까운 게이트와 ±1에 가까운 상태는 포화되어 기울기를 거의 전하지 않습니다.',
  picture: '{{name}}의 그림, 가중치 {{units}} × {{inputs}}개',
  pictureHelp: '행렬을 전치해 그렸습니다. 가로줄은 입력, 세로줄은 유닛입니다. 파랑은 음수, 주황은 양수입니다.',
  histogram: '{{name}}의 히스토그램, {{low}}에서 {{high}}까지',
  facts: '평균 {{mean}} · 표준편차 {{deviation}} · 색의 끝 ±{{range}}',
  saturated: '포화 {{percent}}',
  allNumbers: '가중치와 포화',
  weight: '가중치',
  shape: '모양(출력 × 입력)',
  mean: '평균',
  deviation: '표준편차',
  largest: '최대',
  layer: '{{layer}}층',
  block: '블록 {{layer}}',
  ofLayer: '층',
  gate: '게이트나 상태',
  saturatedColumn: '포화',
} satisfies KoreanOf<typeof english>;
