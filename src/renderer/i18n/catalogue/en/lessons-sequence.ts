/** Lessons 1 to 4: what a sequence is, and how its probability is taken apart. */

export const lessonSequence = {
  'order.title': 'A digit as a sequence',
  'order.question': 'When does the order of data matter?',
  'order.1':
    'Many methods take their examples to be *independent and identically distributed*: each is drawn from the same distribution, and none knows of the others. Such data can be shuffled, and nothing is lost.',
  'order.2':
    'A *sequence* is data whose order carries meaning. Shuffle the words of a sentence or the notes of a tune, and what they said is gone. Each element depends on those before it, so the probability of the whole is not the product of the probabilities of its parts.',
  'order.3':
    'Here a handwritten digit is a sequence. The network never sees the picture as a whole: it reads 28 rows of 28 pixels, {{x_1}} to {{x_28}}, from top to bottom, and has to remember what it has read. That is why time runs down the page in the score, as the picture does.',
  'order.4':
    'In which order to read is a choice. Rows from below, columns from left to right, two rows at once, or 784 single pixels: the ink is the same, the sequence is another. A network that has learned one order misreads another. Trained from the start on rows shuffled in one fixed way, it learns those as well, because what is always shuffled alike has an order, too.',
  'order.tryLook': 'Watch a 7 being read, row 9',
  'order.tryColumns': 'Train on columns, left to right',
  'order.tryShuffled': 'Train on rows in a fixed shuffled order',
  'order.tryCompare': 'Compare orders: does it matter?',

  'past.title': 'How much of the past',
  'past.question': 'Does the next step depend on everything that came before?',
  'past.1':
    'The probability of a sequence is a product of conditional probabilities: that of each element, given all before it. This holds for every sequence and leaves nothing out. The difficulty is in the condition, which grows with each step.',
  'past.2':
    'An *autoregressive model* of order {{tau}} cuts it off and looks at the last {{tau}} elements only. With {{tau_1}} it is a *Markov model*: the present then tells as much about the future as the whole past would.',
  'past.3':
    'A *latent autoregressive model* keeps a summary instead of a window: the *hidden state* {{h_t}}, made at each step from the summary before and the new element. Its size is the same however long the sequence grows. What to keep in it is what a recurrent network learns.',
  'past.4':
    'The memory window in the settings shows the difference. With {{tau_1}} the network reads the last row alone, which is blank in almost every image, and can only guess. With {{tau_28}} it reads the whole digit. The curve between the two says how much past a digit needs.',
  'past.tryOne': 'Train with the last row alone',
  'past.tryHalf': 'Train with the last 14 rows',
  'past.tryCurve': 'Draw the curve: accuracy against the window',

  'next.title': 'Guessing the next row',
  'next.question': 'Can a network finish a digit that somebody has begun?',
  'next.1':
    'A model of the conditionals can do more than judge a sequence: it can continue one. After each row this network gives the probability of ink for each of the 28 pixels of the next. Pixels are drawn by these probabilities, the new row is read like any other, and so on to the bottom.',
  'next.2':
    'Nobody has to label such data, for the answer is the row that really follows. Training raises the *log-likelihood*: the sum, over all rows, of the logarithm of the probability that the network had given to what came.',
  'next.3':
    'The log-likelihood of a single row says how much of a surprise it was. A blank margin costs next to nothing; a stroke that turns where most run straight costs a lot. In what is no digit at all, hardly a row comes as expected.',
  'next.4':
    'Within a row, pixels are drawn independently of each other: given the rows above, none knows what its neighbour became. Frayed edges show it. The *temperature* divides the logits before drawing: at 0 each pixel takes its likelier value, at 1 the network draws as it believes, and above 1 more freely.',
  'next.tryTop': 'Let it finish a 7 from the top half',
  'next.tryAmbiguous': 'Give it only the first 8 rows of a 0',

  'length.title': 'Sequences of any length',
  'length.question': 'How can one network read short sequences and long ones?',
  'length.1':
    'A sentence has three words or thirty. A recurrent network does not mind: it applies the same weights at each step and has a hidden state after each, so an answer can be read off at any time. The column “answer so far” of the score does just that after every row.',
  'length.2':
    'But a network that was only ever asked at the end has not learned to answer earlier: its early states were never meant for it. With the loss taken after *a random step*, each digit is cut off somewhere in each batch, and the network learns to give the best answer that is possible so far.',
  'length.3':
    'A batch is one block of numbers, so its sequences must be equally long. Short ones are filled up, and a *mask* {{mask}} keeps the filling out of the loss: it is 1 where an answer counts and 0 elsewhere. With the loss after every step all of them are 1.',
  'length.4':
    'Nothing can make up for rows not yet read. Over the blank rows at the top the best answer is how often each digit occurs, about a tenth each.',
  'length.tryHalf': 'Look at a 4 cut off after row 14',
  'length.tryRandom': 'Train with the loss after a random step',
  'length.tryEvery': 'Train with the loss after every step',
};
