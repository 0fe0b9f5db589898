import type { data as english } from '../en/data.ts';
import type { KoreanOf } from '../../korean-of.ts';

/** The Korean texts of data sets. */
export const data = {
  group: '데이터 세트',
  counts_other: '학습 이미지 {{count, number}}개, 테스트 이미지 {{test}}개, 클래스 {{classes}}개',
  open: '열기 …',
  openHint:
    'IDX 파일 두 개나 네 개(학습용과 테스트용 이미지와 레이블, gzip도 됩니다)와 클래스 이름을 적은 텍스트 파일. 이 파일들이나 이미지 폴더를 담은 .zip, 레이블과 픽셀의 CSV도 됩니다',
  openFolder: '폴더 열기 …',
  openFolderHint:
    '클래스마다 이미지 폴더가 하나씩 있는 폴더(“train”과 “test”로 나뉘어도 됩니다), 또는 IDX 파일이 있는 폴더',
  backToMnist: 'MNIST로 돌아가기',
  opened: '{{name}}을(를) 새 신경망과 함께 열었습니다. 학습하세요.',

  dialog: '데이터 세트 열기',
  finding_other: '폴더를 살펴보는 중 … 지금까지 파일 {{count, number}}개',
  decoding: '이미지를 읽는 중 … {{percent}}',
  sending: '파일을 보내는 중 … {{percent}}',
  reading: '파일을 읽는 중 …',
  opening: '여는 중 …',
  cancel: '취소',
  confirm: '열기',
  found_other: '학습 이미지 {{count, number}}개, 테스트 이미지 {{test}}개, 클래스 {{classes}}개입니다.',
  heldBack_other: '테스트 파일이 없어 이미지 {{count, number}}개를 테스트용으로 떼어 둡니다. 늘 같은 이미지입니다.',
  oneBased: '레이블이 1부터 시작합니다. 레이블 1이 첫 클래스입니다.',
  shares: '픽셀 값이 0에서 1까지이므로 0에서 255까지로 맞춥니다.',
  resized: '{{width}}×{{height}} 픽셀 이미지를 28×28로 맞춥니다.',
  fresh: '새 신경망이 현재 신경망을 대신합니다. 현재 신경망은 되살릴 수 있습니다.',
  name: '이름',
  unnamed: '내 데이터',
  names: '클래스 이름',
  'names.file': '파일에 적힌 대로',
  'names.numbers': '번호',
  'names.fashion': 'Fashion-MNIST',
  'names.hiragana': 'KMNIST(히라가나)',
  'names.letters': 'EMNIST letters',
  'names.balanced': 'EMNIST balanced',
  transpose: '행과 열 바꾸기',
  transposeHint: 'EMNIST 이미지에 필요합니다',
  light:
    '밝은 바탕에 어두운 획으로 된 이미지입니다. 그린 숫자는 어두운 바탕에 밝은 획으로 읽으므로 밝기를 반전합니다. 반전하지 않으면 그린 숫자를 잘못 읽습니다.',
  invert: '밝기 반전',
  invertHint: '스캔한 이미지에 필요합니다',
  preview: '이미지 몇 개와 클래스 이름',
  image: '클래스 {{name}}의 이미지',
  otherDigits:
    '내 숫자는 MNIST에 속하는데 지금은 {{name}}이(가) 열려 있습니다. 내 숫자를 읽거나 미세 조정하려면 MNIST로 돌아가세요.',

  'problem.tooManyFiles':
    '데이터 세트의 파일은 최대 {{maxDataSetFiles}}개입니다: 학습용과 테스트용 이미지와 레이블, 클래스 이름 텍스트. 더 적게 여세요.',
  'problem.tooLarge':
    '{{file}}까지 더하면 압축을 푼 데이터 세트가 {{maxDataSetBytes}}를 넘습니다. 더 작은 데이터 세트를 고르세요.',
  'problem.damagedGzip': '{{file}}은(는) 잘렸거나 손상된 gzip 파일입니다. 다시 받으세요.',
  'problem.unknownFile':
    '{{file}}은(는) IDX 이미지도, 레이블도, 클래스 이름 텍스트도 아닙니다. 데이터 세트 파일을 고르세요.',
  'problem.notItself':
    '{{file}}은(는) IDX 파일이 아니라 {{start}}(으)로 시작하는 텍스트입니다. 서버의 오류 페이지일 수 있으니 다시 받으세요.',
  'problem.badLine':
    '{{file}}의 {{line}}행이 레이블과 0~255의 픽셀이 아닙니다. 한 줄에 이미지 하나씩, 같은 수의 픽셀을 적으세요.',
  'problem.noLabelColumn':
    '{{file}}은(는) 한 줄에 픽셀만 {{columns}}개이고 레이블이 없는 CSV입니다. 이미지마다 픽셀 앞에 클래스 번호를 적으세요.',
  'problem.wrongColumns':
    '{{file}}은(는) 한 줄이 {{columns}}열인 CSV로, 레이블과 정사각형 이미지가 아닙니다. 28×28 픽셀이면 레이블부터 785열을 적으세요.',
  'problem.wrongType':
    '{{file}}에는 부호 없는 바이트가 아닌 수가 들어 있습니다. 픽셀과 레이블은 0부터 255까지의 바이트여야 합니다.',
  'problem.wrongDimensions': '{{file}}은(는) 이미지도 레이블도 아닌 IDX 파일입니다. 다른 파일을 고르세요.',
  'problem.wrongLength': '{{file}}은(는) 잘렸거나 너무 깁니다. 길이가 헤더와 맞지 않습니다. 다시 받으세요.',
  'problem.noNames':
    '{{file}}은(는) 이름 {{minClasses}}~{{maxClasses}}개의 목록이 아닙니다. 한 줄에 하나씩 적거나 EMNIST의 mapping.txt를 쓰세요.',
  'problem.noImages': '레이블은 있지만 이미지가 없습니다. 짝이 되는 두 파일을 함께 여세요.',
  'problem.noLabels': '이미지는 있지만 레이블이 없습니다. 짝이 되는 두 파일을 함께 여세요.',
  'problem.unpaired': '이미지 파일이 {{images}}개, 레이블 파일이 {{labels}}개입니다. 하나씩, 또는 둘씩 여세요.',
  'problem.counts':
    '{{file}}에는 이미지 {{images}}개, {{labelsFile}}에는 레이블 {{labels}}개가 있어 짝이 아닙니다. 짝이 맞는 파일을 고르세요.',
  'problem.whichTest': '어느 짝이 테스트용인지 알 수 없습니다. 파일 이름에 “test”나 “t10k”를 넣으세요.',
  'problem.empty': '{{file}}이(가) 비어 있습니다. 다른 파일을 고르세요.',
  'problem.tooFew': '이미지가 하나뿐입니다. 학습용과 테스트용으로 적어도 둘이 필요합니다.',
  'problem.tooManyImages': '이미지가 너무 많습니다({{count}}개). {{maxDataSetImages}} 개까지만 여세요.',
  'problem.tooManyFolders':
    '클래스마다 하나인 이미지 폴더가 너무 많습니다({{folders}}개). {{maxClasses}}개까지만 여세요.',
  'problem.oneFolder':
    '이미지의 클래스가 하나뿐이라 구별할 것이 없습니다. 클래스마다 폴더를 만들어 이미지를 나눠 담으세요.',
  'problem.notImage': '{{path}}은(는) 읽을 수 있는 이미지가 아닙니다. 다시 받거나 빼고 여세요.',
  'problem.imageTooLarge':
    '{{path}}은(는) {{maxImagePixels}} 화소나 {{maxImageBytes}}보다 큽니다. 줄이거나 빼고 여세요.',
  'problem.wrongSide':
    '{{file}}의 이미지는 {{width}}×{{height}} 픽셀입니다. 한 변이 1~{{maxDataSetSidePixels}} 픽셀이어야 합니다.',
  'problem.labelBeyond':
    '{{file}}에 레이블 {{label}}이(가) 있습니다. 0이나 1부터 세어 클래스는 {{maxClasses}}개까지입니다.',
  'problem.oneClass': '레이블이 모두 같아 구별할 것이 없습니다.',
  'problem.blank': '{{file}}의 이미지가 모두 비어 있습니다. 다른 파일을 고르세요.',
  'problem.blankFolders': '폴더 {{folders}}의 이미지는 픽셀이 모두 같아 비어 있습니다. 이미지를 확인하세요.',
  'problem.cutOff': '데이터 세트를 열기 전에 엔진이 멈췄습니다. 파일을 다시 여세요.',
  'problem.tooFewNames': '클래스는 {{classes}}개인데 이름은 {{names}}개입니다. 클래스마다 이름을 붙이세요.',
} satisfies KoreanOf<typeof english>;
