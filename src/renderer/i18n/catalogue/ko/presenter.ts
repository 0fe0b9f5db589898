import type { presenter as english } from '../en/presenter.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The Korean texts of the presenter's view. */
export const presenter = {
  title: '발표 화면',
  open: '발표',
  openHint: '프로젝터가 있는 교실에서 큰 글자로 보는 읽기 그림',
  leave: '발표 화면 닫기',
  tiles: '타일',
  allTiles: '전체',
  allTilesHint: '모든 타일. Enter 키를 누르면 포인터가 있는 타일이 커지고, 다시 누르면 돌아옵니다',
  space: '스페이스바',
  pointer: '포인터',
  pointerHint: '화살표 키와 마우스로 움직이는 고리. L 키로 켜고 끄며, T 키로 다음 타일로 옮깁니다',
  lesson: '강의를 한 문장씩',
  fullScreen: '전체 화면',
  previousLook: '이전 문장',
  previousLookHint: '이전 문장 (Shift+N, Page Up)',
  nextLook: '다음 문장',
  nextLookHint: '다음 문장과 그 문장이 비추는 곳 (N, Page Down)',
  elsewhere: '이 화면이 아니라 실험실에 있습니다.',
  hint: 'L 키나 좌우 화살표 키로 포인터를 켜고, Enter 키로 타일을 크게 봅니다.',
} satisfies KoreanOf<typeof english>;
