/** Lessons 11 and 12: cells with gates. */

export const lessonGates = {
  'lstm.title': 'LSTM: a memory with gates',
  'lstm.question': 'How can a network remember something over many rows?',
  'lstm.1':
    'The *long short-term memory* (LSTM) has a second state besides the hidden state: the *cell state* {{c}}. From one step to the next it does not pass through weights or an activation function. A share of it is kept and something new is added, unit by unit.',
  'lstm.2':
    'Three *gates* decide how much. A gate is a small dense layer with sigmoid: 0 is closed, 1 is open. The *forget gate* {{f}} sets how much of the old memory is kept, the *input gate* {{i}} how much of the *candidate* {{g}} is added, and the *output gate* {{o}} how much of the memory is passed on as the hidden state {{h}}.',
  'lstm.3':
    'The reading picture shows all of this: each gate of each unit after each row. Point anywhere in it, and the arithmetic appears below, with the numbers of that unit and row. Try it by hand here first.',
  'lstm.4':
    'This is why gradients survive. Along the memory, one step back multiplies by {{f}} alone: no matrix, no slope. A unit whose forget gate is open passes its gradient back undiminished over any number of rows. And the network itself decides, row by row, where to open it. The biases of the forget gates start at 1, so a fresh network remembers rather than forgets.',
  'lstm.look1': 'The forget gate: a unit whose gate stays near 1 keeps its memory',
  'lstm.look2': 'The input gate: near 1 where something new is written',
  'lstm.look3': 'The cell state: the memory itself, unit by unit',
  'lstm.look4': 'The output gate: near 1 where the memory is passed on',
  'lstm.look5': 'One unit in all tiles: its numbers are in the equations below',
  'lstm.tryLook': 'Look at the gates after row 12 of a 2',
  'lstm.tryTrain': 'Train an LSTM and watch the gates form',
  'lstm.tryCompare': 'Compare it with RNN and GRU',

  'cost.title': 'What gates cost, and the GRU',
  'cost.question': 'Can fewer weights do the same?',
  'cost.1':
    'Each gate is a dense layer of its own, with input weights, recurrent weights and a bias, and so is the candidate. An LSTM has four such layers, and so four times as many weights as an RNN of the same width: {{lstmLayer}} against {{rnnLayer}} with {{units}} units.',
  'cost.2':
    'The *gated recurrent unit* (GRU) makes do with three. It has no cell state; its memory is the hidden state. The *update gate* {{z}} is the share of the old state that is kept, and the rest, {{z_rest}}, is the share of the candidate: forgetting and writing are one decision. The *reset gate* {{r}} sets how much of the old state the candidate {{new_candidate}} sees.',
  'cost.3':
    'With {{z_1}} the state passes through unchanged, and so does its gradient: the same path as in an LSTM. With {{r_0}} the candidate sees the row alone and starts afresh. Some books use {{z}} for the share of the candidate; there, {{z}} and {{z_rest}} change places.',
  'cost.4':
    'Which of the two is better depends on the task. For a fair comparison, match the weights rather than the units: a GRU of width {{equalUnits}} comes to {{equalWeights}}, about as many as an LSTM of width {{usualUnits}}.',
  'cost.look1': 'The update gate: near 1 where the old state is kept',
  'cost.look2': 'The reset gate: near 0 where the candidate starts afresh',
  'cost.look3': 'The hidden state: the memory and the output in one',
  'cost.look4': 'The name of the network: its cell and its units',
  'cost.tryTrain': 'Train a GRU with 128 units',
  'cost.tryEqual': 'Train one with about as many weights as the LSTM',
  'cost.tryCompare': 'Compare the cells',
};
