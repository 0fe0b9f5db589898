/** Lessons 5 to 8: the recurrent cell, and what becomes of a gradient that travels through it. */

export const lessonRecurrence = {
  'cell.title': 'The recurrent cell',
  'cell.question': 'How does a network remember?',
  'cell.1':
    'A *recurrent neural network* (RNN) reads one element after the other. From the row {{x_t}} and the hidden state before, {{h_before}}, it computes the next hidden state {{h_t}}. That is a dense layer with two inputs: what it sees and what it remembers.',
  'cell.2':
    '{{U}} looks at the row, {{W}} at the memory, and {{b}} shifts the sum. The same three are used at all 28 steps: the network has *shared weights*. So their number does not grow with the sequence, and what was learned of a stroke in row 5 also holds in row 20.',
  'cell.3':
    'The *readout* {{V}} makes ten numbers of the hidden state, and *softmax* makes probabilities of them, which add up to 1. The label is a *one-hot* vector {{y}}, with 1 at the true digit and 0 elsewhere. Of the cross-entropy only one term is left: −log of the probability of the true digit.',
  'cell.4':
    'Counted for 28 pixels, 128 units and 10 digits: 3,584 weights in {{U}}, 16,384 in {{W}}, 128 in {{b}}, 1,290 in the readout, 21,386 in all. A dense layer that reads all 784 pixels at once into 128 units needs 100,352 for its matrix alone.',
  'cell.tryTrain': 'Train an RNN with 128 units',
  'cell.trySmall': 'Train one with 16 units',

  'powers.title': 'Powers of one number',
  'powers.question': 'Why sigmoid or tanh within the loop, and not ReLU?',
  'powers.1':
    'A recurrent network applies the same weights again and again. In the simplest case, one unit without input and activation, each step multiplies the state by the same number {{a}}; after {{n}} steps it has been multiplied by {{a_n}}.',
  'powers.2':
    'Powers know no middle way. {{powers}}, but {{powers_up}} and {{powers_far}}. Slightly below 1 nothing is left, slightly above 1 all bounds are broken.',
  'powers.3':
    'Between layers *ReLU* is popular because it passes positive values on as they are, with slope 1. In a loop that is a risk: nothing holds a state back that the recurrent weights stretch. *Sigmoid* and *tanh* are bounded. Whatever the weights, the hidden state stays between 0 and 1, or between −1 and 1.',
  'powers.4':
    'The bound has a price. Sigmoid is never steeper than {{quarter}}, tanh is steep as 1 only at zero, and both are nearly flat where they saturate. What protects the way forward weakens the way back, as the next page shows.',
  'powers.tryRelu': 'Train with ReLU and no clipping, until it explodes',
  'powers.tryTanh': 'The same with tanh: its state stays bounded',
  'powers.tryClipped': 'The same with ReLU and clipping',

  'time.title': 'Back through time',
  'time.question': 'How does an error at the end reach the first row?',
  'time.1':
    'Whoever wants to improve a weight must know how it sways the loss. Unroll the network over its rows: it becomes a feed-forward network of 28 layers that all have the same weights. Back-propagation through that network is *back-propagation through time* (BPTT).',
  'time.2':
    'From each row to the one before, the gradient is multiplied by a matrix: {{W_transposed}} times the slopes of the activation at that row. From the last row to row {{t}} this makes a product of {{distance}} matrices, and such a product behaves as the powers did.',
  'time.3':
    'The gradient of a weight is a sum over all rows, because it is used at all of them. If the late rows contribute plenty and the early ones nothing, the sum still looks healthy. A weight gradient of good size can hide that the gradient of the states has vanished.',
  'time.4':
    'So the app shows the states’ gradient itself: the strip at the right of the score is {{state_gradient}} after each row, on a logarithmic scale, for the digit that is being read. Drawing changes it, and so does training.',
  'time.tryLook': 'Look at the gradient strip of a 7',
  'time.tryRnn': 'Train an RNN and watch its strip',

  'vanish.title': 'Vanishing and exploding gradients',
  'vanish.question': 'Why does a plain RNN not learn from what is long ago?',
  'vanish.1':
    'If each step back shrinks the gradient, it *vanishes*, exponentially in the distance: nothing tells the network what it should have kept from the first rows. If each step stretches it, it *explodes*: one update throws the weights far away, and what was learned is lost.',
  'vanish.2':
    'The bound below says when. {{s}} is how far {{W}} can stretch a vector, {{gamma}} the largest slope: 1 for tanh, {{quarter}} for sigmoid. Where {{s_gamma}} is below 1, the gradient must vanish. Where it is above 1, it may explode, but need not. Training changes {{W}}: sigmoid begins with {{s_gamma}} near 0.3, where the gradient must vanish, and after an epoch it may be above 2. The chart of the gradient flow tells {{s_gamma}} as it is now. Its ‖∂h_T/∂h_t‖ is the root of the sum of all squares (Frobenius norm), at most √128 times the bound for 128 units: at {{t_equals_T}} it is √128, about 11.',
  'vanish.3':
    'A vanished gradient does not stop learning. The network learns from what is near and never from what is far. Over 28 rows a plain RNN does quite well; over the same digits as 784 single pixels, 28 times as far, its limits show.',
  'vanish.4':
    'Exploding is loud, and clipping tames it (page 10). Vanishing is quiet: the loss falls, then stays where it is. What helps is another cell, with a path on which gradients survive (page 11).',
  'vanish.tryCells': 'Compare RNN, LSTM, GRU and Transformer on the same batches',
  'vanish.tryLength': 'Compare 28 steps with 784',
  'vanish.trySigmoid': 'Train an RNN with sigmoid: at first its gradient must vanish',
};
