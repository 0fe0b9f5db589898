/** Lessons 5 to 8: the recurrent cell, and what becomes of a gradient that travels through it. */

export const lessonRecurrence = {
  'cell.title': 'The recurrent cell',
  'cell.question': 'How does a network remember?',
  'cell.1':
    'A *recurrent neural network* (RNN) reads one element after another. From the row {{x_t}} and the previous hidden state {{h_before}} it computes the next hidden state {{h_t}}. This is a dense layer with two inputs, what it sees and what it remembers, followed by an activation function.',
  'cell.2':
    '{{U}} looks at the row, {{W}} at the memory, and {{b}} shifts the sum. The same three are used at all 28 steps: the network *shares its weights* across time. So their number does not grow with the sequence, and what was learned about a stroke in row 5 also applies in row 20.',
  'cell.3':
    'The *readout* {{V}} turns the hidden state into ten numbers, the *logits*, and *softmax* turns these into probabilities that add up to 1. The label is a *one-hot* vector {{y}}, with 1 at the true digit and 0 elsewhere. So only one term of the cross-entropy remains: −log of the probability of the true digit.',
  'cell.4':
    'How many weights are there? With {{units}} units, {{U}} has {{units}} × {{inputs}} = {{inputWeights}}, {{W}} has {{units}} × {{units}} = {{recurrentWeights}}, {{b}} has {{units}}, and the readout for {{classes}} digits has {{readoutWeights}}: {{rnnWeights}} in all. A dense layer from the whole image at once, {{pixels}} numbers, to as many units needs {{denseWeights}} for its matrix alone.',
  'cell.5':
    'Softmax shares out the whole probability among the ten digits, also when the picture shows none of them. Only the differences between logits count, and where a network never learned anything they can be large by accident: one that knows digits alone calls many a letter a digit, and is sure of it. The cure is to show it letters and scribbles in training, and to want the same probability for every digit then. *Non-digits*, among the settings, is their share.',
  'cell.look1': 'The image: the row under the scan line is what the cell sees',
  'cell.look2': 'The hidden state: what it remembers after each row',
  'cell.look3': 'One unit, followed down its rows',
  'cell.look4': 'The answer so far: the readout, asked after every row',
  'cell.tryTrain': 'Train an RNN with 128 units',
  'cell.tryNonDigits': 'Train one that also sees letters and scribbles, then draw a letter',
  'cell.trySmall': 'Train one with 16 units',

  'powers.title': 'Powers of one number',
  'powers.question': 'Why use sigmoid or tanh inside the loop, and not ReLU?',
  'powers.1':
    'A recurrent network applies the same weights again and again. In the simplest case, one unit without input or activation function, each step multiplies the state by the same number {{a}}; after {{n}} steps it has been multiplied by {{a_n}}.',
  'powers.2':
    'Powers know no middle ground. {{powers}}, but {{powers_up}} and {{powers_far}}. Slightly below 1, nothing is left; slightly above 1, there is no limit.',
  'powers.3':
    'Between layers, *ReLU* is popular because it passes positive values through unchanged, with slope 1. In a loop that is a risk: nothing holds back a state that the recurrent weights keep stretching. *Sigmoid* and *tanh* are bounded. Whatever the weights, the hidden state stays between 0 and 1, or between −1 and 1.',
  'powers.4':
    'The bound has a price. The slope of sigmoid never exceeds {{quarter}}, that of tanh reaches 1 only at zero, and both are nearly flat where they saturate. What protects the forward pass weakens the backward pass, as the next page shows.',
  'powers.look1': 'The hidden state: with ReLU nothing holds it, with tanh it stays between −1 and 1',
  'powers.look2': 'The gradient norm: without clipping it climbs until the numbers are no longer finite',
  'powers.look3': 'The loss: it falls, and then it jumps',
  'powers.tryRelu': 'Train with ReLU and no clipping until it explodes',
  'powers.tryTanh': 'The same with tanh: its state stays bounded',
  'powers.tryClipped': 'The same with ReLU and clipping',

  'time.title': 'Back-propagation through time',
  'time.question': 'How does an error at the end reach the first row?',
  'time.1':
    'To improve a weight, we must know how it affects the loss. Unroll the network over its rows: it becomes a feed-forward network of 28 layers that all share the same weights. Back-propagation through that network is *back-propagation through time* (BPTT).',
  'time.2':
    'On the way from each row to the one before, the gradient is multiplied by a matrix: {{W_transposed}} times the slopes of the activation function at the later row. From the last row back to row {{t}} this makes a product of {{distance}} matrices, and such a product behaves like the powers on the previous page.',
  'time.3':
    'The gradient of a weight is a sum over all rows, because the weight is used at all of them. If the late rows contribute plenty and the early ones nothing, the sum still looks healthy. So a weight gradient of reasonable size can hide that the gradient of the states has vanished.',
  'time.4':
    'That is why the app shows the gradient of the states itself: the strip at the right of the reading picture is {{state_gradient}} after each row, on a logarithmic scale, for the digit being read. It changes as you draw and as the network trains.',
  'time.5':
    'Click the heading of that strip and it shows the sum itself. Each bar is now what one row adds: the norm of its outer product {{outer}}, where {{delta}} is the gradient of the row’s pre-activations. The line is the norm of what has been added so far, from the last row up.',
  'time.ask':
    'Open the sum for the 7. Row 1 has no bar, with any digit and any network: why? And is the line in row 1 as long as all bars together?',
  'time.askAnswer':
    'Row 1 is multiplied by the state before it, which is 0, so it adds nothing to {{W}} (to {{U}} it adds where the row has ink). And no: the line is the norm of the sum, not the sum of the norms. The rows pull {{W}} in different directions and cancel in part. For the 7 of the shipped network the sum is less than half as long as the bars together.',
  'time.look1': 'The gradient strip: one bar for each row, the last row at the bottom',
  'time.look2': 'The scan line: the gradient starts at the last row and goes up from there',
  'time.look3': 'The gradient flow: the same numbers as a curve',
  'time.tryLook': 'Look at the gradient strip of a 7',
  'time.tryWeights': 'Look at what each row of a 7 adds to ∂L/∂W',
  'time.tryRnn': 'Train an RNN and watch its gradient strip',

  'vanish.title': 'Vanishing and exploding gradients',
  'vanish.question': 'Why does a plain RNN not learn from the distant past?',
  'vanish.1':
    'If each step back shrinks the gradient, it *vanishes*, exponentially with the distance: nothing tells the network what it should have kept from the first rows. If each step stretches it, it *explodes*: one update throws the weights far off, and what was learned is lost.',
  'vanish.2':
    'The bound below says when. {{s}} is the most that {{W}} can stretch a vector, and {{gamma}} is the largest slope of the activation function: 1 for tanh, {{quarter}} for sigmoid. Where {{s_gamma}} is below 1, the gradient must vanish. Where it is above 1, it may explode, but need not. Training changes {{W}}: with sigmoid, {{s_gamma}} starts near 0.3, where the gradient must vanish, and after an epoch it may be above 2. The chart of the gradient flow gives the current {{s_gamma}}. The ‖∂h_T/∂h_t‖ in it is the square root of the sum of all squared entries (the Frobenius norm), which for {{units}} units is at most √{{units}} times the bound: at {{t_equals_T}} it is √{{units}}, about {{unitsRoot}}.',
  'vanish.3':
    'A vanished gradient does not stop learning. The network learns from what is near and never from what is far. Over 28 rows a plain RNN does quite well; over the same digits as 784 single pixels, a sequence 28 times as long, it fails.',
  'vanish.4':
    'Exploding is loud, and clipping tames it (page 10). Vanishing is quiet: the loss falls, then levels off. What helps is a different cell, one with a path along which gradients survive (page 11).',
  'vanish.look1': 'The gradient strip: how far up do its bars reach?',
  'vanish.look2': 'The slope of the activation: what each step back is multiplied by, besides W',
  'vanish.look3': 'The gradient flow: its note gives the factor for each row',
  'vanish.tryCells': 'Compare RNN, LSTM, GRU and Transformer on the same batches',
  'vanish.tryLength': 'Compare 28 steps with 784',
  'vanish.trySigmoid': 'Train an RNN with sigmoid, whose gradient must vanish at first',
};
