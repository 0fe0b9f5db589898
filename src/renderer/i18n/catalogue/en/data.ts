/** Data sets: which one is shown, and how a person's own is opened. */
export const data = {
  group: 'Data set',
  counts: '{{train}} images to learn from, {{test}} to test on, {{classes}} classes',
  open: 'Open …',
  openHint:
    'Two or four IDX files: images and labels to train and to test on, packed with gzip or not, and a text of names; a .zip of them, or of folders of images; a CSV of label and pixels',
  openFolder: 'Open a folder …',
  openFolderHint: 'A folder of images for each class, in folders “train” and “test” or not, or a folder of IDX files',
  backToMnist: 'Back to MNIST',
  opened: '{{name}} is open, with a fresh network that has learned nothing yet: train it.',

  dialog: 'Open a data set',
  finding: 'Looking through the folder … {{count}} files so far',
  decoding: 'Reading the images … {{percent}}',
  sending: 'Sending the files … {{percent}}',
  reading: 'Reading the files …',
  opening: 'Opening …',
  cancel: 'Cancel',
  confirm: 'Open',
  found: '{{train}} images to learn from and {{test}} to test on, in {{classes}} classes.',
  foundOne: 'One image to learn from and {{test}} to test on, in {{classes}} classes.',
  heldBackOne: 'There was no test pair: one image is held back from the others, always the same one.',
  heldBack: 'There was no test pair: the {{test}} are held back from the others, always the same ones.',
  oneBased: 'The labels begin with 1: label 1 is the first class.',
  shares: 'The pixels are from 0 to 1: they are brought to 0 to 255.',
  resized: 'The images of {{width}}×{{height}} pixels are brought to 28×28.',
  fresh: 'A fresh network takes the place of the present one; what that has learned can be brought back.',
  name: 'Name',
  unnamed: 'My data',
  names: 'Names of the classes',
  'names.file': 'As in the file',
  'names.numbers': 'Numbers',
  'names.fashion': 'Fashion-MNIST',
  'names.hiragana': 'KMNIST (hiragana)',
  'names.letters': 'EMNIST letters',
  'names.balanced': 'EMNIST balanced',
  transpose: 'Rows and columns change places',
  transposeHint: 'EMNIST’s images lie so',
  light:
    'The images are dark on light, and drawings are read as light on dark: dark and light change places, or drawings would be misread.',
  invert: 'Dark and light change places',
  invertHint: 'As scanned images need it',
  preview: 'Some of the images, with their names',
  image: 'An image of the class {{name}}',
  otherDigits:
    'Your own digits go with MNIST, and {{name}} is open: they are neither read nor fine-tuned on until you are back.',

  'problem.tooManyFiles':
    'A data set has at most 5 files: images and labels to train and to test on, and a text of names. Open fewer.',
  'problem.tooLarge': 'With {{file}} the data set is larger than 800 MB, unpacked. Take a smaller one.',
  'problem.damagedGzip': '{{file}} is a gzip file that is cut or damaged. Get it again.',
  'problem.unknownFile': '{{file}} is neither IDX images or labels nor a text of names. Take the files of a data set.',
  'problem.notItself':
    '{{file}} is not an IDX file but a text (it begins with {{start}}), perhaps a server’s error page. Get it again.',
  'problem.badLine':
    '{{file}} has no label and pixels from 0 to 255 in line {{line}}. Write one image a line, as many pixels in each.',
  'problem.noLabelColumn':
    '{{file}} is a CSV of {{columns}} pixels a line and no label. Write the number of its class before the pixels of each image.',
  'problem.wrongColumns':
    '{{file}} is a CSV of {{columns}} columns, which are no label and square image. Write 785 for 28×28 pixels, the label first.',
  'problem.wrongType':
    '{{file}} holds other numbers than unsigned bytes. Pixels and labels must be bytes from 0 to 255.',
  'problem.wrongDimensions': '{{file}} is an IDX file of neither images nor labels. Take another one.',
  'problem.wrongLength': '{{file}} is cut or too long: its length is not what its beginning says. Get it again.',
  'problem.noNames': '{{file}} is no list of 2 to 100 names. Write one name a line, or take EMNIST’s mapping.txt.',
  'problem.noImages': 'There are labels but no images. Open both files of the pair together.',
  'problem.noLabels': 'There are images but no labels. Open both files of the pair together.',
  'problem.unpaired':
    'There are {{images}} files of images and {{labels}} of labels. Open one of each, or two of each.',
  'problem.counts':
    '{{file}} holds {{images}} images and {{labelsFile}} {{labels}} labels: they are not a pair. Choose the files that belong together.',
  'problem.whichTest':
    'It is not clear which pair is to test on. Let the names of its files have “test” or “t10k” in them.',
  'problem.empty': '{{file}} is empty: there is nothing to learn from.',
  'problem.tooFew': 'There is only one image. Two are the least: one to learn from and one to test on.',
  'problem.tooManyImages': 'There are {{count}} images, and a million are the most.',
  'problem.tooManyFolders': 'There are {{folders}} folders of images, each of a class. 100 classes are the most.',
  'problem.oneFolder':
    'The images are of one class only, and there is nothing to tell apart. Put the images of each class in a folder of its own.',
  'problem.notImage': '{{path}} is no image that can be read. Get it again, or leave it out.',
  'problem.imageTooLarge': '{{path}} is larger than 25 megapixels or 64 MB. Make it smaller, or leave it out.',
  'problem.wrongSide': 'The images of {{file}} have {{width}}×{{height}} pixels. 1 to 256 a side are read.',
  'problem.labelBeyond': '{{file}} has the label {{label}}. 100 classes are the most, labelled from 0 or from 1.',
  'problem.oneClass': 'All labels are the same: there is nothing to tell apart.',
  'problem.blank': 'All images of {{file}} are blank: it is not what it should be.',
  'problem.blankFolders':
    'All images in the folders {{folders}} are blank, each pixel like the others: they are not what they should be.',
  'problem.cutOff': 'The engine has gone before the data set was open. Open its files again.',
  'problem.tooFewNames': 'There are {{names}} names for {{classes}} classes. Give each class one.',
};
