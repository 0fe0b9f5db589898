/** Lessons 15 and 16: an encoder and a decoder, and what a decoder reads while it learns. */

export const lessonPairs = {
  'pair.title': 'Encoder and decoder',
  'pair.question': 'How does one sequence become another of a different length?',
  'pair.1':
    'A strip of digits is read column by column and becomes a number: many steps in, few out, and nobody says which columns belong to which digit. Two networks share the work. The *encoder* reads the strip and keeps a state of each step. The *decoder* writes one *token* after another, a digit or the end.',
  'pair.2':
    'The decoder is a model of the next token, as the row generator is one of the next row, but with a condition: the strip. Each token that it writes is fed in at the next step. So every number has a probability. *Beam search* follows the three most probable beginnings, since the most probable token now may lead to a less probable number.',
  'pair.3':
    'The simplest condition is one state: the decoder starts from the encoder’s last one. Everything that was read must pass through it, however long the strip is. This is the *bottleneck*; the network without attention has it.',
  'pair.4':
    '*Cross-attention* takes it away. Before each token, the decoder compares its state {{decoder_before}} with each state {{column_state}} of the encoder. Softmax turns the results into weights, and the weighted sum of the states is the *context vector* {{context}}, which goes into the decoder’s LSTM and into its readout. A small network with one hidden layer makes the comparison: *additive attention*.',
  'pair.5':
    'A pair of Transformers does the same with dot products: *masked self-attention* lets each token look only at those before it, and in cross-attention the decoder asks the queries of the encoder’s keys {{keys}} and values {{values}}.',
  'pair.ask':
    'An encoder that reads from left to right made 24 states of a strip that shows 345. How many weights does the attention compute? How many steps lie between the token 5 and the first column, with attention and without?',
  'pair.askAnswer':
    '4 × 24 = 96: the end is a token, too, and each line adds up to 1. With attention there is one step from the token to the first column’s state. Without it there are 27: three back to the decoder’s first state, one to the encoder’s last, and 23 to its first.',
  'pair.look1': 'The strip: click a column to see which written digits looked there',
  'pair.look2': 'The attention: a line for each written digit, wandering to the right',
  'pair.look3': 'The written digits: click one, and its columns glow in the strip',
  'pair.tryFive': 'Watch five digits being read',
  'pair.tryOne': 'Begin with a single digit',
  'pair.trySix': 'Read six digits, more than it ever saw in training',

  'forcing.title': 'Teacher forcing',
  'forcing.question': 'What does a decoder read while it learns to write?',
  'forcing.1':
    'A decoder needs the token before the one that it is to write. *Teacher forcing* gives it the true one in training, whatever it would have written. Mistakes do not pile up, and the loss is −log p of the true sequence, just what the log-likelihood asks for.',
  'forcing.2':
    'In use nobody knows the truth: the decoder reads its own token {{own_token}}. After a mistake it is in a place where it never was in training. The gap between the loss with the true tokens given and the loss with its own shows what that costs.',
  'forcing.3':
    '*Scheduled sampling* gives the decoder its own answer now and then in training, so that it learns to go on from mistakes. The slider goes from 0, teacher forcing, to 100%, as in use. Its price: early in training its answers are mostly wrong, and the gradient does not flow through the choice of a token.',
  'forcing.4':
    'The row generator learns by teacher forcing, too, and when it draws, it reads its own rows. The room Complete has −log p of the true rows beside that of its own. Its own cost less when the temperature is below 1, for then it draws only what it expects.',
  'forcing.5':
    'The generator can also start from a condition, *one-to-many*. A row before the first shows the label, so its state begins as a function of the label; in half of its training the label is left out, so that it draws without one as well. The LSTM has to remember the label to the last row, and sometimes forgets it.',
  'forcing.ask':
    'A perfect model of the digits draws at temperature 1. Is −log p of its own rows lower than that of true rows, on average?',
  'forcing.askAnswer':
    'No, they are the same: its drawings then have the very distribution of the digits. The shipped generator’s own rows cost a little more than true ones: it spreads its probability wider than the digits do, and its drawings are untidier. Below temperature 1 they cost less.',
  'forcing.look1': 'The training: the share of own answers, and both losses beside each other',
  'forcing.look2': 'The answer: put a wrong digit in a place, and the decoder goes on from it',
  'forcing.look3': 'The written digits after the forced one',
  'forcing.tryForce': 'Put a wrong digit into a number',
  'forcing.tryOwnRows': 'Put the true rows of a 7 beside drawn ones',
  'forcing.tryThree': 'Draw ten of 3',
};
