/** Texts of what is told outside the page, and of what is shown when the page fails. */
export const desktop = {
  training: 'Training {{percent}}',
  experiment: 'Experiment {{percent}}',
  generator: 'Training {{percent}}',
  strips: 'Training {{percent}}',
  fineTuning: 'Fine-tuning {{percent}}',

  trainingEnded: 'Training finished: test accuracy {{accuracy}}.',
  trainingEndedUnmeasured: 'Training finished.',
  trainingFailed: 'Training exploded: the loss is no longer a number. Gatescope offers ways to continue.',
  experimentEnded: 'The experiment is finished.',
  stripsEnded: 'The strip reader is trained.',
  generatorEnded: 'The row generator is trained.',
  fineTuningEnded: 'The network is fine-tuned on your digits.',

  tellEnd: 'Notify',
  tellEndMeaning: 'When something finishes while you look elsewhere.',
  tellEndRefused: 'The browser does not allow notifications from this page.',
  on: 'On',
  off: 'Off',

  startAgain: 'Start again',
  crashed: 'This page crashed. The engine did not: any training under way continues.',
  crashedNext: 'Reload the page. Runs and your own digits are safe; an unfinished drawing is lost.',
  reload: 'Reload',
  copyDetails: 'Copy details',
  details: 'Details',

  version: 'Version',
  licences: 'of all included software: see the Help menu',
  builtWith: 'Window',
};
