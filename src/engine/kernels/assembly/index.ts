/** The exports of every build; typed in `builds/exports.ts`. */

export { adam, clipGradients, momentum, rmsprop, sumGradients } from './optimizers';
export { addReadoutGradients, crossEntropy, readoutBackward, readoutForward } from './readout';
export { addWeightGradients, gatherGradient, spreadBias, spreadState, transposeKernel } from './weights';
export { blankSteps, layImage, laySequence } from './ink';
export { multiplyAll, sigmoidAll, sumSquares, tanhAll, tanhBackward } from './math';
export { additiveBackward, additiveForward } from './additive-attention';
export { bernoulliLoss } from './losses';
export { layDropout } from './dropout';
export { gruBackward, gruForward } from './gru';
export { lstmBackward, lstmForward } from './lstm';
export { peak, tileRows } from './tile';
export { rnnBackward, rnnForward } from './rnn';
export { reluAll } from './math';
export { attentionBackward, attentionForward } from './transformer-attention';
export { addNormGradients, normBackward, normForward } from './transformer-norm';
export { addAll, averageTokens, layTokens, reluBackward, spreadMean } from './transformer-rows';
