/** Lessons 13 and 14: where a network answers, and how it can look back without a state. */

export const lessonAttention = {
  'readout.title': 'One or many, in and out',
  'readout.question': 'At which steps does a network answer?',
  'readout.1':
    'The cell is the same in every case; what differs is where it gets its inputs and where the readout is asked. *Many-to-one* reads everything and answers once: the digit, after the last row. The loss is taken there, and the gradient has the whole way to go back.',
  'readout.2':
    '*Many-to-many* answers after every step, like a tagger that names the part of speech of each word. Here it gives ten probabilities after each row, and each has its loss, so the gradient has short paths as well as long ones.',
  'readout.3':
    '*One-to-many* starts from one thing and makes a sequence of it. The generator draws a row, reads its own drawing and draws the next. Captions for images are written the same way, and so are tunes that continue a first note.',
  'readout.4':
    'Translation joins two networks: one reads the sentence to its end, the other starts from the last state of the first and writes. Everything that was read must pass through that one state. Attention was invented to get past this bottleneck.',
  'readout.look1': 'The answer so far: many-to-one uses its last row alone',
  'readout.look2': 'The gradient strip: with the loss after every row it is fed at each of them',
  'readout.look3': 'The answer: what was read out last',
  'readout.tryLast': 'Train with the loss after the last row',
  'readout.tryEvery': 'Train with the loss after every row',
  'readout.tryGenerator': 'Let the generator draw from a blank page',

  'attention.title': 'Attention: looking back directly',
  'attention.question': 'Must all of the past pass through one state?',
  'attention.1':
    'A recurrent network carries the past in one state. With *attention*, each row looks at all the others directly. Any two rows are a single step apart, so the gradient meets no long product of matrices.',
  'attention.2':
    'Each row makes three vectors: a *query* {{query}} for what it is looking for, a *key* {{key}} for what it can be found by, and a *value* {{value}} for what it has to give. The dot product of a query with each key tells how well they match, softmax turns these into weights that add up to 1, and the result is the weighted sum of the values.',
  'attention.3':
    'Why divide by {{root_d_k}}? If the components of query and key are independent with mean 0 and variance 1, their dot product has variance {{d_k}}. Without the division, long vectors would make softmax pick one row and ignore all others, and where it is that certain, its gradient is nearly 0.',
  'attention.4':
    '*Multi-head attention* does this several times side by side, with smaller vectors, so that one head can follow a stroke while another looks at its ends. In an *encoder block*, a dense network follows that treats each row by itself. Residual connections around both add the input to the output. Each row is normalized before both, and once more after the last block. The readout takes the mean over all rows.',
  'attention.5':
    'Attention alone knows no order: shuffle the rows, and the same results come out, shuffled. So a *positional encoding* is added to each row: sines and cosines of its number, counted from 0. Without it the network sees a bag of rows, and the accuracy that it loses shows how much of a digit is in the order.',
  'attention.6':
    'The four results of 28 × 16 stand side by side as 28 × 64, and the matrix {{W_O}} mixes them: only here do the heads meet. It makes as many numbers as came in, so that blocks can be stacked. In the Lab, “Ablation” follows one head with its numbers and switches heads off.',
  'attention.look1': 'The heads: each line shows which rows one row looks at',
  'attention.look2': 'The scan line: the row that asks',
  'attention.look3': 'The answer so far',
  'attention.tryTrain': 'Train a Transformer and look at its attention',
  'attention.tryBag': 'Train one without positional encoding',
  'attention.tryPositions': 'Compare training with and without positions',
};
