/** Lessons 9 and 10: how far a gradient goes back, and how large it may grow. */

export const lessonTraining = {
  'truncation.title': 'Truncated back-propagation',
  'truncation.question': 'Must the gradient go all the way back?',
  'truncation.1':
    'Back-propagation through all steps keeps the states of all steps in memory and takes about twice as long as reading them did. For very long sequences that is too much. *Truncated BPTT* goes back {{k}} steps and treats the state before them as given.',
  'truncation.2':
    'Only the backward pass is cut. In the forward pass, the state still carries everything that was read. But with {{k_5}} the error tells the weights only what to do in rows 24 to 28; nothing tells them what should have been noted in row 10.',
  'truncation.3':
    'This makes the gradient an approximation, biased towards the recent past. It often works better than one might expect: the weights are shared, so what they learn in the last rows they also do in the first.',
  'truncation.4':
    'How much is lost depends on where the loss is taken. The row generator has a loss after each row, so no error is ever far from its cause. A classifier whose loss is taken only after row 28 and that is trained with {{k_1}} learns only how to finish reading, and its last rows are mostly blank.',
  'truncation.5':
    'What must be kept to go back is called the *tape*: the gates and states of each step. For the shown network that is {{tapeRow}} a step and image, so {{tapeRows}} for 28 rows, but {{tapePixels}} for 784 pixels. In PyTorch the cut is h = h.detach(): the numbers of the state stay, but it no longer knows what it was computed from, and the tape before it can be given back.',
  'truncation.ask':
    'You read 784 pixels in batches of 128 images with this network. How large is the tape of the whole sequence, and how large with {{k_28}}?',
  'truncation.askAnswer':
    '784 × 128 × {{tapeRow}} = {{tapeBatch}} against 28 × 128 × {{tapeRow}} = {{tapeBatchCut}}: a 28th. The time to go back shrinks alike; the time to read does not.',
  'truncation.look1': 'The gradient strip: the line marks where the gradient was cut',
  'truncation.look2': 'The gradient flow: it reaches no further back than k steps',
  'truncation.look3': 'The answer so far: what was learned from the last rows alone',
  'truncation.tryFive': 'Train an LSTM with k = 5',
  'truncation.tryCut': 'Train with k = 5 and see where it cuts the sum over the rows',
  'truncation.tryCompare': 'Compare k = 1, 5, 14 and 28',

  'clipping.title': 'Clipping and optimizers',
  'clipping.question': 'What can be done about a gradient that has grown too large?',
  'clipping.1':
    '*Clipping by norm* looks at the length of the gradient {{nabla}} of all weights together. If it exceeds {{theta}}, the whole gradient is scaled down to that length. The direction stays; no gradient is longer than allowed.',
  'clipping.2':
    '*Clipping by value* limits the absolute value of each component separately. This is simpler, but it bends the direction: large components are cut, small ones are not.',
  'clipping.3':
    'Neither makes anything larger, so neither helps against vanishing. They are a safety net for the few places where the loss is as steep as a cliff. The chart of the gradient norm marks each step at which it was needed.',
  'clipping.4':
    'Plain gradient descent (*SGD*) uses the same learning rate for all weights; *momentum* averages the direction over steps. *RMSprop* divides each gradient by the root of its running mean square, so that a weight with small gradients moves too. *Adam* does both, and *AdamW* lets the weights decay separately, outside that division. The running means start at 0 and are too small at first; after {{n}} steps Adam divides them by {{bias}} to correct that.',
  'clipping.5':
    'Dividing by the recent size tames an exploded gradient too, but leaves a memory of it: the mean square stays large, and steps stay tiny for a long time. Clipping first spares the optimizer that memory.',
  'clipping.6':
    'How much a network can hold is its *capacity*. Many weights and few images: it learns them by heart, and reads others worse (*variance*). Few weights: it reads all of them poorly (*bias*). *Weight decay* shrinks the weights in each step; the chart of the weight norm ‖w‖ shows by how much.',
  'clipping.ask':
    '128 units that learn from 500 images read 100 % of them and 86 % of the test images. What closes that gap: fewer units, or more images?',
  'clipping.askAnswer':
    'More images. With 5,000 the two are 98 % and 95 %, with 60,000 there is no gap. With 32 units and 500 images they are 100 % and 82 %: fewer weights, but the gap is wider. Run the experiment and look at the shaded areas.',
  'clipping.look1': 'The gradient norm: the line is the clip norm, the dots are the steps that were clipped',
  'clipping.look2': 'The learning rate: how far each step moves the weights',
  'clipping.look3': 'The loss: with another optimizer it falls at another pace',
  'clipping.look4': 'The weight norm: it grows as the network learns, and decay takes some of it back',
  'clipping.tryFew': 'Train on 500 images with weight decay',
  'clipping.tryCapacity': 'Compare units and numbers of training images',
  'clipping.tryDecay': 'Compare weight decay 0, 0.01 and 0.1',
  'clipping.tryCompare': 'Compare with and without clipping',
  'clipping.trySgd': 'Train with SGD and momentum',
  'clipping.tryRmsprop': 'Train with RMSprop',
};
