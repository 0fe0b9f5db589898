/** What a build of the kernels offers to `kernels/exports.ts`. */

export { adam, momentum, rmsprop, sumGradients } from './optimizers';
export { addReadoutGradients, crossEntropy, readoutBackward, readoutForward } from './readout';
export { addWeightGradients, gatherGradient, spreadBias, spreadState, transposeKernel } from './weights';
export { blankSteps, layImage, laySequence } from './ink';
export { sigmoidAll, tanhAll } from './math';
export { gruBackward, gruForward } from './gru';
export { lstmBackward, lstmForward } from './lstm';
export { peak, tileRows } from './tile';
export { rnnBackward, rnnForward } from './rnn';
