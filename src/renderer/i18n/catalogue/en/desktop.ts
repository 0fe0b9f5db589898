/** Texts of what is told outside the page, and of what is shown when the page fails. */
export const desktop = {
  training: 'Training {{percent}}',
  experiment: 'Experiment {{percent}}',
  generator: 'Training {{percent}}',
  fineTuning: 'Fine-tuning {{percent}}',

  trainingEnded: 'Training finished: {{accuracy}} of the test {{images}} are read correctly.',
  trainingEndedUnmeasured: 'Training finished.',
  trainingFailed: 'Training stopped: the loss is no longer a number. There are ways on.',
  experimentEnded: 'The experiment is done.',
  generatorEnded: 'The row generator is trained.',
  fineTuningEnded: 'The network is fine-tuned on your digits.',

  tellEnd: 'Notify',
  tellEndMeaning: 'When something has ended while you look elsewhere.',
  tellEndRefused: 'The browser does not allow notifications for this page.',
  on: 'On',
  off: 'Off',

  startAgain: 'Start again',
  crashed: 'This page stopped. The engine does not stop with it: training that is under way goes on.',
  crashedNext: 'Reload it: runs and your own digits stay as they are; an unfinished drawing is lost.',
  reload: 'Reload',
  copyDetails: 'Copy details',
  details: 'Details',

  version: 'Version',
  licences: 'of all that is inside: menu Help',
  builtWith: 'Window',
};
