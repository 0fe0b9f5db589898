/** Lessons 1 to 4: what a sequence is, and how its probability is taken apart. */

export const lessonSequence = {
  'order.title': 'A digit as a sequence',
  'order.question': 'When does the order of data matter?',
  'order.1':
    'You see a handwritten digit being read. The network never sees the whole image at once: it reads 28 rows of 28 pixels, {{x_1}} to {{x_28}}, from top to bottom, and has to remember what it has read. That is why time runs down the page in the reading picture of the Lab, just as the rows do in the image.',
  'order.2':
    'A *sequence* is data whose order carries meaning. Shuffle the words of a sentence, the notes of a tune or the rows of this image, and the meaning is gone. Each element depends on those before it, so the probability of the whole is not the product of the probabilities of its elements.',
  'order.3':
    'Many methods of learning need no order. They assume that their examples are *independent and identically distributed* (i.i.d.): all come from the same distribution, and none influences another. Such data can be shuffled without losing anything, a sequence cannot.',
  'order.4':
    'The reading order is ours to choose: rows from the bottom up, columns from left to right, two rows at a time, or 784 single pixels. The ink is the same, but the sequence is not. A network that has learned one order misreads the others. But train it from scratch on rows shuffled in one fixed way, and it learns that too: what is always shuffled the same way still has an order.',
  'order.look1': 'The image: one row at a time is read, from the top',
  'order.look2': 'The scan line: drag it, and you see how far the network has read',
  'order.look3': 'The hidden state: one column is one unit, and its colour after each row is what it holds',
  'order.look4': 'The answer so far: where one digit stands out to the end, the network has decided',
  'order.tryLook': 'See a 7 being read, up to row 9',
  'order.tryColumns': 'Train on columns, left to right',
  'order.tryShuffled': 'Train on rows shuffled in one fixed way',
  'order.tryCompare': 'Compare reading orders: does it matter?',

  'past.title': 'How much of the past is needed',
  'past.question': 'Does the next step depend on everything that came before?',
  'past.1':
    'The probability of a sequence is a product of conditional probabilities: one for each element, given all the elements before it. This is exact, for every sequence. The difficulty is the condition, which grows with every step.',
  'past.2':
    'An *autoregressive model* of order {{tau}} cuts the condition short and looks only at the last {{tau}} elements. With {{tau_1}} it is a *Markov model*: it assumes that the present tells as much about the future as the whole past.',
  'past.3':
    'A *latent autoregressive model* keeps a summary instead of a window: the *hidden state* {{h_t}}, computed at each step from the previous summary and the new element. Its size stays the same however long the sequence grows. What to keep in it is what a recurrent network learns.',
  'past.4':
    'The memory window in the settings shows the difference. With {{tau_1}} the network reads only the last row, which is blank in almost every image, so it can only guess. With {{tau_28}} it reads the whole digit. The curve in between shows how much of the past it takes to recognize a digit.',
  'past.5':
    'In the room Complete, a window cuts the past of the row generator short, too. With {{tau_1}} it knows only the row above the one that it draws and loses the thread of a stroke; the curve there shows how −log p of the test digits falls as {{tau}} grows.',
  'past.look1': 'The hidden state: all that the network keeps of the rows above the line',
  'past.look2': 'The answer so far: the row from which it stays the same tells how much of the past it took',
  'past.look3': 'The rows outside the memory window, which are not read',
  'past.tryOne': 'Train on the last row alone',
  'past.tryHalf': 'Train on the last 14 rows',
  'past.tryCurve': 'Plot accuracy against the window',
  'past.tryMarkov': 'Let a Markov model finish a 7',

  'next.title': 'Predicting the next row',
  'next.question': 'Can a network finish a digit that someone has started?',
  'next.1':
    'A model of the conditional probabilities can do more than judge a sequence: it can continue one. After each row, this network predicts for each of the 28 pixels of the next row how probable ink is. Pixels are sampled with these probabilities, the new row is read like any other, and so on to the bottom.',
  'next.2':
    'Nobody has to label such data: the right answer is the row that really comes next. Training raises the *log-likelihood*: the sum, over all rows, of the logarithm of the probability that the network gave to the row that came.',
  'next.3':
    'The log-likelihood of a single row tells how surprising it was. A blank margin costs next to nothing; a stroke that turns where most run straight costs a lot. In a drawing that is not a digit, hardly any row comes as expected.',
  'next.4':
    'Within a row, pixels are sampled independently of each other: given the rows above, none knows how its neighbour turned out. Frayed edges are the result. The *temperature* divides the logits before sampling: at 0 each pixel takes its more probable value, at 1 pixels are sampled with the probabilities that the network gives, and above 1 the drawing becomes more random.',
  'next.5':
    'In training and for the likelihood, the network reads the true rows; when it draws, it reads its own. Both sums stand under the completions: what the true rows cost, and what its own do.',
  'next.look1': 'The given rows: drag their edge to give more or fewer',
  'next.look2': 'The completions: the same rows, finished differently',
  'next.look3': 'The surprise of each row: long where the row was not expected',
  'next.look4': 'The true rows and its own: −log p of both',
  'next.tryTop': 'Let it finish a 7 from the top half',
  'next.tryAmbiguous': 'Give it only the first 8 rows of a 0',

  'length.title': 'Sequences of any length',
  'length.question': 'How can one network read both short sequences and long ones?',
  'length.1':
    'A sentence can have three words or thirty. That is no problem for a recurrent network: it applies the same weights at every step and has a hidden state after each, so it can be asked for an answer at any time. The column “answer so far” of the reading picture does just that after every row.',
  'length.2':
    'But a network that was only ever asked at the end has not learned to answer earlier: its early states were never trained to be read out. If the loss is taken after *a random step*, each digit in each batch is cut off somewhere, and the network learns to give the best answer possible so far.',
  'length.3':
    'A batch is one block of numbers, so all its sequences must have the same length. Short ones are padded, and a *mask* {{mask}} keeps the padding out of the loss: it is 1 where an answer counts and 0 elsewhere. With the loss after every step, the mask is 1 everywhere.',
  'length.4':
    'Nothing can make up for rows that have not been read yet. Over the blank rows at the top, the best answer is how often each digit occurs: about one tenth each.',
  'length.look1': 'The answer so far: ten probabilities after every row, which add up to 1',
  'length.look2': 'The scan line: over the blank rows at the top no digit stands out',
  'length.look3': 'The answer, and how sure the network is of it',
  'length.tryHalf': 'See a 4 cut off after row 14',
  'length.tryRandom': 'Train with the loss after a random step',
  'length.tryEvery': 'Train with the loss after every step',
};
