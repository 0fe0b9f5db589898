/** Lessons 13 and 14: where a network answers, and how it can look back without a state. */

export const lessonAttention = {
  'readout.title': 'One or many, in and out',
  'readout.question': 'At which steps does a network answer?',
  'readout.1':
    'The cell is the same in all of these; what differs is where something goes in and where the readout is asked. *Many-to-one* reads everything and answers once: the digit after the last row. Its loss is taken there, and the gradient has the whole way to go.',
  'readout.2':
    '*Many-to-many* answers after each step, as a tagger does that names the part of speech of each word. Here it gives ten probabilities after each row, and a loss after each, so that the gradient has short ways as well as long ones.',
  'readout.3':
    '*One-to-many* begins with one thing and makes a sequence of it. The generator draws a row, reads its own drawing and draws the next. A caption for a picture or a tune from a first note comes about in the same way.',
  'readout.4':
    'Translation puts two of them together: one network reads the sentence to its end, another one starts from its last state and writes. All that was read must pass through that one state. This narrow place is what attention was invented for.',
  'readout.tryLast': 'Train with the loss after the last row',
  'readout.tryEvery': 'Train with the loss after each row',
  'readout.tryGenerator': 'Let the generator draw from a blank page',

  'attention.title': 'Attention: looking back directly',
  'attention.question': 'Must all of the past pass through one state?',
  'attention.1':
    'A recurrent network carries the past in one state. With *attention* each row looks at all the others itself. Between any two rows lies a single step, so no product of many matrices stands in the gradient’s way.',
  'attention.2':
    'Each row makes three vectors: a *query* {{query}} for what it looks for, a *key* {{key}} for what it can be found by, and a *value* {{value}} for what it has to give. The dot product of a query with each key says how well they match, softmax makes weights of it that add up to 1, and the result is the sum of the values with these weights.',
  'attention.3':
    'Why divide by {{root_d_k}}? If the components of query and key are independent with variance 1, their dot product has variance {{d_k}}. Undivided, long vectors would make softmax choose one row and ignore all others, and where it is that certain, its gradient is nearly 0.',
  'attention.4':
    '*Multi-head attention* does this several times side by side, with smaller vectors, so that one head may follow a stroke while another looks at its ends. In an *encoder block* a dense network for each row follows. Around both lead shortcuts that add the input to the output, and before both each row is normalized; after the last block once more. The readout takes the mean over all rows.',
  'attention.5':
    'Attention alone knows no order: shuffle the rows, and the same results come out, shuffled. So each row gets a *positional encoding*, sines and cosines of its number, counted from 0. Without it the network sees a bag of rows, and its accuracy says how much of a digit is in the order.',
  'attention.tryTrain': 'Train a Transformer and look at its attention',
  'attention.tryBag': 'Train one without positional encoding',
  'attention.tryPositions': 'Compare: with and without positions',
};
