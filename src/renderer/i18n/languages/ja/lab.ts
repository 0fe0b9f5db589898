/** The other texts of the Lab in Japanese: top bar, answer, drawing pad, charts of the run. */

import type { TextsOf } from '../../catalogue/language-file.ts';

export const shell: TextsOf<'shell'> = {
  close: '閉じる',
  'model.oneLayer': '{{cell}} · {{units}} ユニット',
  'model.layers': '{{cell}} · {{layers}} × {{units}} ユニット',
  'model.transformer': '{{cell}} · {{blocks}} · {{units}} ユニット · {{heads}}',
  'model.blocks_other': '{{count}} ブロック',
  'model.heads_other': '{{count}} ヘッド',
  digitsInWords_other: '{{image}} {{count, number}} 個',
  'link.starting': 'エンジンを起動中 …',
  noDigits: '数字なし',
  controls: '学習',
  train: '学習',
  trainFromScratch: '最初から学習',
  pause: '一時停止',
  step: '1 ステップ',
  oneEpoch: '1 エポック',
  evaluate: '評価',
  evaluating: '評価中 {{percent}}',
  restart: '再スタート',
  newSeed: '新しいシード',
  stepHint: '最適化を 1 ステップ',
  oneEpochHint: 'このエポックの終わりまで学習',
  evaluateHint: 'いまの重みで全部のテスト{{images}}を読む',
  restartHint: '新しい重み、同じ設定、同じシード',
  slowMotion: 'スローモーション',
  newSeedHint: '新しい重み、同じ設定、新しいシード',
  settings: '設定',
  epochProgress: 'エポックの進み具合',
  epochOf: 'エポック {{epoch}} / {{epochs}}',
  timeLeft: '残り {{time}}',
  speed_other: '{{images}} {{count, number}} 個/秒',
  testAccuracy: 'テスト正解率',
  testAccuracyAt: 'テスト正解率、ステップ {{step}}',
  notMeasured: '未測定',
  testAccuracyPretrained: '学習済み · テスト正解率',
  stepsDone: 'ステップ {{step}}',
  hoursMinutes: '{{hours}} 時間 {{minutes}} 分',
  seconds: '{{seconds}} 秒',

  prediction: '予測',
  sure: '確信度 {{percent}}',
  notSure: '自信なし ({{percent}})',
  nothingDrawn: 'まだ何も描かれていません',
  probabilityOf: '{{digit}} の確率: {{percent}}',
  probabilities: '各{{class}}の確率',

  digitSource: 'ネットワークが読むもの',
  sourceDraw: '描く',
  sourceTest: 'テスト{{image}}',
  previousDigit: '前のテスト{{image}}',
  nextDigit: '次のテスト{{image}}',
  randomDigit: 'ランダムなテスト{{image}}',
  digitNumber: 'テスト{{image}}の番号',
  testDigitMisread: '誤読: 正解は {{label}}。上に描くと自分の数字になります。',
  testDigitIs: '正解は {{label}}。上に描くと自分の数字になります。',
  ofTestDigits: '/ {{count}}',
  bringBack: '元に戻す',
};

export const draw: TextsOf<'draw'> = {
  pad: '描画パッド',
  invite: 'ここに描いてください',
  inviteKeys: '矢印キーで移動、スペースで描く',
  tools: '描画ツール',
  undo: '取消',
  redo: '再実行',
  clear: '消去',
  eraser: '消しゴム',
  asRead: '入力画像',
  image: '画像',
  penWidth: 'ペンの太さ',
  penWidthValue: '28 ピクセル中 {{width}}',
  stages: 'インクからピクセルへ',
  stageCrop: '切り抜き',
  stageBox: '縮小',
  stageMass: '重心',
  stagesNothing: 'まだ何も描かれていません',
};

export const charts: TextsOf<'charts'> = {
  title: '学習のグラフ',
  chart: 'グラフ',
  facts: 'このネットワーク',
  gradientFlow: '勾配の流れ',
  neighbours: '近傍',
  logScale: '対数',
  stepAxis: '学習ステップ',
  weights: '重み',
  pretrainedFacts: 'これは学習済みのネットワークです。自分で学習させると、学ぶ様子を見られます。',
  trainedFacts_other: 'このネットワークは {{count, number}} ステップ学習しました。',
  untrainedFacts: '新しい重み: ネットワークは当て推量です。学習させると、学ぶ様子を見られます。',
  factParameters: '重み {{parameters}} 個',
  factErrors_other: '{{tested}} 個中 {{count, number}} 個の誤り',
};

export const rooms: TextsOf<'rooms'> = {
  rooms: '部屋',
  lab: 'ラボ',
  digits: '数字',
  compare: '比較',
  lessons: 'レッスン',
  generator: '補完',
};

export const personal: TextsOf<'personal'> = {
  keepGroup: 'この描画を保存',
  isDigit: 'これは',
  keep: '保存',
  keepHint: 'この描画を正解ラベルとともに自分の数字に加えます',
};

export const data: TextsOf<'data'> = {
  group: 'データセット',
  open: '開く …',
  openFolder: 'フォルダーを開く …',
  backToMnist: 'MNIST に戻る',
};

export const desktop: TextsOf<'desktop'> = {
  tellEnd: '通知',
  tellEndMeaning: 'ほかの画面を見ている間に何かが終わったとき。',
  on: 'オン',
  off: 'オフ',
};

export const files: TextsOf<'files'> = {
  title: '開く、保存、書き出し',
  copyLink: '表示中の画面へのリンクをコピー',
  linkField: 'Gatescope でコピーされたリンク',
  openLink: 'リンクを開く',
  'link.broken': 'Gatescope の完全なリンクではありません。もう一度コピーしてください。',
  'link.tooLong': 'リンクが {{maxLinkCharacters}} 文字を超えています。もう一度コピーしてください。',
  'link.newer': '新しい Gatescope のリンクです。開くには Gatescope を更新してください。',
  'linkNetwork.shipped': 'リンクは付属のネットワークを示していますが、いまは別のネットワークが表示されています。',
  'linkNetwork.untrained':
    'リンクは設定かシードの異なる新しいネットワークを示していますが、いまは別のネットワークが表示されています。',
  'linkNetwork.trained':
    'リンクは学習済みの別のネットワークを示していますが、含むのは設定とシードだけで、重みはありません。',
  'linkNetwork.other': 'リンクが示すネットワークはリンクに含まれません。ファイルも受け取ってください。',
  'linkBring.shipped': '付属のネットワークを表示',
  'linkBring.untrained': 'そのネットワークを表示',
  'linkBring.trained': 'そのネットワークを学習',
};

export const firstMinute: TextsOf<'firstMinute'> = {
  title: '最初の 1 分',
  place: '{{page}} / {{pages}}',
  back: '戻る',
  next: '次へ',
  skip: 'スキップ',
  done: '完了',
  show: '最初の 1 分を見る',
  digit:
    'これは手書きの {{label}} です。{{pixels}} ピクセルの行が {{rows}} 行あり、ネットワークの学習には使われていません。',
  rows: 'ネットワークは一度に 1 {{step}}だけを見て、読んだことを覚えておかなければなりません。',
  units: '色の列のひとつひとつが {{units}} 個のユニットのひとつで、{{step}}ごとに何を保持しているかを示します。',
  decision: '決まるところを見てください。{{step}} {{row}} / {{rows}} で答えは {{digit}}、確信度は {{percent}} です。',
  noDecision: '決まるところを見てください。{{step}}ごとに答えがあり、確信のある答えもない答えもあります。',
  draw: '次はパッドに自分で数字を描いてください。',
  drawn: 'あなたの数字は {{digit}} と読まれました (確信度 {{percent}})。もう一度描くか、先へ進んでください。',
  train: '今度は自分で学習させましょう。{{units}} ユニットのネットワークは当て推量から始まります。',
  trainOne: '自分で学習させる',
  learning: '学習ステップ {{step}} で学習用の数字の {{percent}} を正しく読みます。当て推量なら {{chance}} です。',
  learned: '当て推量から始まり、いまはテスト用の数字の {{percent}} を正しく読みます。',
};

/** Texts that stand where they are used, by their English. */
export const declared = {
  Loss: '損失',
  Accuracy: '正解率',
  'Learning rate': '学習率',
  'Gradient norm': '勾配ノルム',
  training: '学習',
  test: 'テスト',
  value: '値',
  clipped: 'クリップ済み',
};
