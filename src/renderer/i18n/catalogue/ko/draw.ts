import type { draw as english } from '../en/draw.ts';

/** The same texts as the English `draw`, in Korean. */
export const draw = {
  pad: '그리기 판',
  invite: '여기에 그려 보세요',
  inviteKeys: '화살표로 옮기고 스페이스로 그리기',
  padHelp:
    '마우스, 펜, 손가락으로 그립니다. 키보드로는 화살표 키로 움직이고, 스페이스로 펜을 대거나 떼고, Ctrl+Z로 되돌리고, Delete로 비웁니다.',
  penDown: '펜을 댐',
  penUp: '펜을 뗌',
  tools: '그리기 도구',
  undo: '실행 취소',
  redo: '다시 실행',
  clear: '비우기',
  eraser: '지우개',
  asRead: '입력 보기',
  asReadHint: '신경망이 읽는 28×28 픽셀을 행에 맞추어 보여 줍니다',
  penWidth: '펜 굵기',
  penWidthValue: '28픽셀 중 {{width}}픽셀',
  stages: '잉크에서 픽셀까지',
  stageCrop: '자르기',
  stageCropText: '{{width}}×{{height}}',
  stageBox: '크기 맞춤',
  stageBoxText: '{{width}}×{{height}}',
  stageMass: '무게중심',
  stageMassText: '{{x}}, {{y}}',
  stagePixels: '28×28',
  stagePixelsText: '{{x}}, {{y}}로',
  stagesNothing: '그린 것 없음',
} satisfies Record<keyof typeof english, string>;
