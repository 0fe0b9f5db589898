/** Data sets: which one is shown, and how a person's own is opened. */
export const data = {
  group: 'Data set',
  counts_one: 'One image for training, {{test}} for testing, {{classes}} classes',
  counts_other: '{{count, number}} images for training, {{test}} for testing, {{classes}} classes',
  open: 'Open …',
  openHint:
    'Two or four IDX files (images and labels for training and testing, gzipped or not) and a text file of class names; a .zip of these or of image folders; a CSV of labels and pixels',
  openFolder: 'Open a folder …',
  openFolderHint: 'One folder of images per class, inside “train” and “test” folders or not; or a folder of IDX files',
  backToMnist: 'Back to MNIST',
  opened: '{{name}} is open with a fresh network: train it.',

  dialog: 'Open a data set',
  finding_one: 'Searching the folder … {{count, number}} file so far',
  finding_other: 'Searching the folder … {{count, number}} files so far',
  decoding: 'Reading the images … {{percent}}',
  sending: 'Sending the files … {{percent}}',
  reading: 'Reading the files …',
  opening: 'Opening …',
  cancel: 'Cancel',
  confirm: 'Open',
  found_one: 'One image for training and {{test}} for testing, in {{classes}} classes.',
  found_other: '{{count, number}} images for training and {{test}} for testing, in {{classes}} classes.',
  heldBack_one: 'There are no test files, so one image is held back for testing, always the same one.',
  heldBack_other:
    'There are no test files, so {{count, number}} images are held back for testing, always the same ones.',
  oneBased: 'The labels start at 1: label 1 is the first class.',
  shares: 'The pixels range from 0 to 1 and are scaled to 0 to 255.',
  resized: 'Images of {{width}}×{{height}} pixels are scaled to 28×28.',
  fresh: 'A fresh network replaces the current one, which you can bring back.',
  name: 'Name',
  unnamed: 'My data',
  names: 'Class names',
  'names.file': 'As in the file',
  'names.numbers': 'Numbers',
  'names.fashion': 'Fashion-MNIST',
  'names.hiragana': 'KMNIST (hiragana)',
  'names.letters': 'EMNIST letters',
  'names.balanced': 'EMNIST balanced',
  transpose: 'Swap rows and columns',
  transposeHint: 'EMNIST’s images need this',
  light:
    'The images are dark on light, but drawings are read as light on dark. Dark and light are swapped; otherwise drawings would be misread.',
  invert: 'Swap dark and light',
  invertHint: 'Scanned images need this',
  preview: 'Some images with their class names',
  image: 'An image of class {{name}}',
  otherDigits:
    'Your own digits belong to MNIST, and {{name}} is open. Go back to MNIST to read them or fine-tune on them.',

  'problem.tooManyFiles':
    'A data set has at most {{maxDataSetFiles}} files: images and labels for training and testing, and a text file of class names. Open fewer.',
  'problem.tooLarge': 'With {{file}} the data set exceeds {{maxDataSetBytes}} unpacked. Choose a smaller one.',
  'problem.damagedGzip': '{{file}} is a truncated or damaged gzip file. Download it again.',
  'problem.unknownFile':
    '{{file}} is neither IDX images or labels nor a text file of class names. Choose the files of a data set.',
  'problem.notItself':
    '{{file}} is not an IDX file but text (it begins with {{start}}), perhaps a server’s error page. Download it again.',
  'problem.badLine':
    'Line {{line}} of {{file}} is not a label followed by pixels from 0 to 255. Write one image per line, each with the same number of pixels.',
  'problem.noLabelColumn':
    '{{file}} is a CSV of pixels ({{columns}} per line) without labels. Put the class number before the pixels of each image.',
  'problem.wrongColumns':
    '{{file}} is a CSV whose lines (columns: {{columns}}) are not a label and a square image. For 28×28 pixels, write 785 columns, the label first.',
  'problem.wrongType':
    '{{file}} holds numbers other than unsigned bytes. Pixels and labels must be bytes from 0 to 255.',
  'problem.wrongDimensions': '{{file}} is an IDX file, but holds neither images nor labels. Choose another one.',
  'problem.wrongLength': '{{file}} is truncated or too long: its length does not match its header. Download it again.',
  'problem.noNames':
    '{{file}} is not a list of {{minClasses}} to {{maxClasses}} names. Write one name per line, or use EMNIST’s mapping.txt.',
  'problem.noImages': 'There are labels but no images. Open both files of the pair together.',
  'problem.noLabels': 'There are images but no labels. Open both files of the pair together.',
  'problem.unpaired':
    'These files do not pair up (image files: {{images}}, label files: {{labels}}). Open one of each, or two of each.',
  'problem.counts':
    '{{file}} and {{labelsFile}} are not a pair (images: {{images}}, labels: {{labels}}). Choose files that belong together.',
  'problem.whichTest': 'It is unclear which pair is for testing. Put “test” or “t10k” in the names of its files.',
  'problem.empty': '{{file}} is empty. Choose another file.',
  'problem.tooFew': 'There is only one image. At least two are needed: one for training and one for testing.',
  'problem.tooManyImages': 'There are too many images ({{count}}). Open at most {{maxDataSetImages}}.',
  'problem.tooManyFolders':
    'There are too many image folders ({{folders}}), one per class. Open at most {{maxClasses}}.',
  'problem.oneFolder':
    'All images belong to one class, so there is nothing to tell apart. Put the images of each class in a folder of its own.',
  'problem.notImage': '{{path}} cannot be read as an image. Download it again, or leave it out.',
  'problem.imageTooLarge':
    '{{path}} is larger than {{maxImagePixels}} pixels or {{maxImageBytes}}. Make it smaller, or leave it out.',
  'problem.wrongSide':
    'The images in {{file}} are {{width}}×{{height}} pixels. Each side must be 1 to {{maxDataSetSidePixels}} pixels.',
  'problem.labelBeyond':
    '{{file}} contains the label {{label}}. At most {{maxClasses}} classes are allowed, labelled from 0 or from 1.',
  'problem.oneClass': 'All labels are the same, so there is nothing to tell apart.',
  'problem.blank': 'All images in {{file}} are blank. Choose another file.',
  'problem.blankFolders':
    'All images in the folders {{folders}} are blank: each pixel is like the others. Check the images.',
  'problem.cutOff': 'The engine stopped before the data set was open. Open its files again.',
  'problem.tooFewNames': 'The {{classes}} classes need a name each; the list has {{names}}. Give each class one.',
};
