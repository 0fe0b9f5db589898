import type { draw as english } from '../en/draw.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The same texts as the English `draw`, in Korean. */
export const draw = {
  pad: '그림판',
  invite: '여기에 그려 보세요',
  inviteKeys: '화살표로 옮기고 스페이스로 그리기',
  padHelp:
    '마우스, 펜, 손가락으로 그립니다. 키보드로는 화살표 키로 움직이고, 스페이스로 펜을 대거나 떼고, E로 지우개를 쓰고, [와 ]로 굵기를 바꾸고, Ctrl+Z로 실행을 취소하고, Delete로 비웁니다.',
  penDown: '펜을 댐',
  penUp: '펜을 뗌',
  tools: '그리기 도구',
  undo: '실행 취소',
  redo: '다시 실행',
  clear: '비우기',
  eraser: '지우개',
  asRead: '픽셀',
  asReadHint: '신경망이 읽는 28×28 픽셀을 행에 맞추어 보여 줍니다',
  image: '이미지',
  imageHint: '숫자 이미지를 엽니다. 붙여넣거나(Ctrl+V) 창에 끌어다 놓아도 됩니다.',
  tone: '이미지의 잉크',
  toneDark: '어두운 잉크',
  toneLight: '밝은 잉크',
  notImage: '여기서 열 수 있는 이미지가 아닙니다. PNG, JPEG, WebP 이미지를 고르세요.',
  tooLarge:
    '이미지가 너무 큽니다. {{maxImageBytes}}, {{maxImagePixels}} 픽셀, 한 변 {{maxImageSidePixels}}픽셀 이하의 이미지를 고르세요.',
  nothingOnIt: '이 이미지에는 배경과 뚜렷이 구별되는 것이 없습니다. 숫자가 또렷한 이미지를 고르세요.',
  otherToneNothing: '다른 쪽을 잉크로 보면 남는 것이 없습니다.',
  severalDigits: '숫자 {{count}}개를 찾았습니다. 하나씩 읽습니다.',
  whichDigit: '읽을 숫자',
  digitPlace: '{{count}}개 중 {{place}}번째 숫자 읽기',
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
  stageEnlarge: '{{name}}: {{text}}. 크게 보기',
  stageCropWhat: '숫자의 잉크를 모두 담는 가장 작은 직사각형을 잘라 냅니다. 크기는 280픽셀인 그림판의 픽셀로 셉니다.',
  stageBoxWhat: '비율을 지키며 긴 변이 20픽셀이 되도록 크기를 맞춥니다. 각 픽셀은 그 아래 잉크의 평균입니다.',
  stageMassWhat:
    '십자는 무게중심으로, 크기를 맞춘 숫자의 픽셀로 셉니다. 고리는 무게중심이 놓일 곳인 28픽셀 중 14번째 픽셀의 한가운데입니다.',
  stagePixelsWhat:
    '무게중심이 가운데에 오도록 픽셀 단위로 옮깁니다. 적힌 픽셀은 숫자의 모서리가 놓이는 곳입니다. 신경망은 MNIST와 같은 방식으로 만든 이 이미지를 읽습니다.',
} satisfies KoreanOf<typeof english>;
