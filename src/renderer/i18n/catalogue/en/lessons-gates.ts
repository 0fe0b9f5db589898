/** Lessons 11 and 12: cells with gates. */

export const lessonGates = {
  'lstm.title': 'LSTM: a memory with gates',
  'lstm.question': 'How can a network keep something over many rows?',
  'lstm.1':
    'The *long short-term memory* (LSTM) has a second state beside the hidden one: the *cell state* {{c}}. A step does not send it through weights and an activation. It keeps a share of it and adds to it, unit by unit.',
  'lstm.2':
    'How much of each, three *gates* decide. A gate is a small dense layer with sigmoid: 0 is shut, 1 is open. The *forget gate* {{f}} says how much of the old memory is kept, the *input gate* {{i}} how much of the *candidate* {{g}} is added, the *output gate* {{o}} how much of the memory is let out as hidden state {{h}}.',
  'lstm.3':
    'All of this is in the score: each gate of each unit after each row. Point at a cell of it, and its arithmetic stands below, with the numbers of that unit and row. Try it by hand first.',
  'lstm.4':
    'This is why gradients survive. Along the memory, one step back multiplies by {{f}} alone: no matrix, no slope. A unit whose forget gate is open passes its gradient on undiminished over any number of rows. And the network decides itself, at each row, where that shall be so. The forget gates’ biases begin at 1, so that a fresh network remembers rather than forgets.',
  'lstm.tryLook': 'Look at the gates reading a 2, row 12',
  'lstm.tryTrain': 'Train an LSTM and watch the gates form',
  'lstm.tryCompare': 'Compare it with RNN and GRU',

  'gru.title': 'What gates cost, and the GRU',
  'gru.question': 'Can the same be had with fewer weights?',
  'gru.1':
    'Each gate is a dense layer of its own, with input weights, recurrent weights and a bias, and so is the candidate. An LSTM has four of them, and four times the weights of an RNN of the same width: 80,384 against 20,096 with 128 units.',
  'gru.2':
    'The *gated recurrent unit* (GRU) does with three. It has no cell state; its memory is the hidden state. The *update gate* {{z}} says which share of the old state is kept, and what is missing to 1, {{z_rest}}, is the share of the candidate: forgetting and writing are one decision. The *reset gate* {{r}} says how much of the old state the candidate {{gru_candidate}} may see.',
  'gru.3':
    'With {{z_1}} the state passes unchanged, and so does its gradient: the same path as in an LSTM. With {{r_0}} the candidate sees the row alone and begins afresh. Some books write {{z}} for the share of the candidate; there {{z}} and {{z_rest}} change places.',
  'gru.4':
    'Which one is better, only the task can tell. For a fair comparison, make the weights equal rather than the units: a GRU of 150 units has 80,550, as many as an LSTM of 128.',
  'gru.tryTrain': 'Train a GRU with 128 units',
  'gru.tryEqual': 'Train one with as many weights as the LSTM',
  'gru.tryCompare': 'Compare the cells',
};
