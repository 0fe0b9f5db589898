/** Lessons 9 and 10: how far a gradient goes back, and how large it may grow. */

export const lessonTraining = {
  'truncation.title': 'Truncated back-propagation',
  'truncation.question': 'Must the gradient go back all the way?',
  'truncation.1':
    'Back-propagation through all steps needs the states of all steps in memory, and about twice the time that reading them took. On very long sequences that is more than can be had. *Truncated* BPTT goes back {{k}} steps and takes the state before them as given.',
  'truncation.2':
    'Only the way back is cut. On the way forward the state still carries along all that was read. But with {{k_5}} the error tells the weights only what to do in rows 24 to 28; what should be written down in row 10, nobody says.',
  'truncation.3':
    'That makes the gradient an approximation with a bias towards what is recent. It often works better than one might think: the weights are shared, so what they learn in the last rows they also do in the first.',
  'truncation.4':
    'How much it costs depends on where the loss is. The row generator has a loss after each row, and no error is ever far from its cause. A classifier with its loss after row 28 only, and with {{k_1}}, learns how to end a reading whose last rows are mostly blank.',
  'truncation.tryFive': 'Train an LSTM with k = 5',
  'truncation.tryCompare': 'Compare k = 1, 5, 14 and 28',

  'clipping.title': 'Clipping and optimizers',
  'clipping.question': 'What holds a gradient that has grown too large?',
  'clipping.1':
    '*Clipping by norm* looks at the length of the gradient {{nabla}} of all weights together. If it exceeds {{theta}}, all of it is shortened to that length. The direction stays; the step is never longer than it should be.',
  'clipping.2':
    '*Clipping by value* cuts each component to a largest absolute value by itself. This is simpler, but it bends the direction: large components lose, small ones do not.',
  'clipping.3':
    'Neither makes anything larger, so neither helps against vanishing. They are a net for the few places where the loss is steep as a cliff. The chart of the gradient norm marks each step at which it was needed.',
  'clipping.4':
    'Plain gradient descent (*SGD*) takes the same learning rate for all weights; *momentum* averages the direction over steps. *RMSprop* divides each gradient by the root of its running mean square, so that a weight with small gradients moves, too. *Adam* does both, and *AdamW* lets the weights decay beside that division rather than through it. The means begin at 0; after {{n}} steps Adam divides them by {{bias}}, so that the first steps are not too small.',
  'clipping.5':
    'Dividing by the recent size tames an exploded gradient as well, but remembers it: the mean square stays large, and steps stay tiny for long. Clipping first spares the optimizer that memory.',
  'clipping.tryCompare': 'Compare with and without clipping',
  'clipping.trySgd': 'Train with SGD and momentum',
  'clipping.tryRmsprop': 'Train with RMSprop',
};
