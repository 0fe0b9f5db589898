"""Opens the reader of strips in this folder with PyTorch (pip install torch safetensors).

    from load_strips import load, columns_of
    reader = load()
    tokens = reader.read(columns_of(strips))  # strips: [count, 28, width] bytes, 0 background to 255 ink

Tokens 0 to 9 are digits, 10 ends the number; `reader(columns, given)` has the logits of every step, for given tokens.
"""

import json
from pathlib import Path

import torch
from torch import nn

END, START, WRITTEN, READ = 10, 11, 11, 12


class StripReader(nn.Module):
    """LSTM encoder and decoder; with attention as in D. Bahdanau, K. Cho, Y. Bengio (2015)."""

    def __init__(self, inputs, units, directions, attends):
        super().__init__()
        seen = directions * units
        self.units, self.attends = units, attends
        self.encoder = nn.LSTM(inputs, units, batch_first=True, bidirectional=directions == 2)
        self.bridge = nn.Linear(seen, 2 * units)
        self.decoder = nn.LSTMCell(READ + (seen if attends else 0), units)
        self.readout = nn.Linear(units, WRITTEN)
        if attends:
            self.context = nn.Linear(seen, WRITTEN, bias=False)
            self.keys = nn.Linear(seen, units, bias=False)
            self.query = nn.Linear(units, units)
            self.energy = nn.Parameter(torch.zeros(units))

    def encode(self, columns):
        """[count, steps, inputs] to the encoders' states, their keys, and the decoder's first state."""
        states, (last, _) = self.encoder(columns)
        start = torch.tanh(self.bridge(torch.cat(tuple(last), 1)))
        return states, self.keys(states) if self.attends else None, start.split(self.units, 1)

    def step(self, token, state, states, keys):
        """One token further: logits [count, 11] and the new state."""
        inputs = nn.functional.one_hot(token, READ).to(states.dtype)
        if not self.attends:
            state = self.decoder(inputs, state)
            return self.readout(state[0]), state
        energies = torch.tanh(keys + self.query(state[0])[:, None]) @ self.energy
        context = (energies.softmax(1)[:, None] @ states)[:, 0]
        state = self.decoder(torch.cat((inputs, context), 1), state)
        return self.readout(state[0]) + self.context(context), state

    def forward(self, columns, given):
        """Logits [count, tokens, 11], where step t reads token t - 1 of `given` [count, tokens]."""
        states, keys, state = self.encode(columns)
        logits, token = [], torch.full((len(columns),), START)
        for t in range(given.shape[1]):
            answer, state = self.step(token, state, states, keys)
            logits.append(answer)
            token = given[:, t]
        return torch.stack(logits, 1)

    @torch.no_grad()
    def read(self, columns, longest=7):
        """The most probable token at each step, [count, longest]; what follows the end has no meaning."""
        states, keys, state = self.encode(columns)
        tokens = [torch.full((len(columns),), START)]
        for _ in range(longest):
            answer, state = self.step(tokens[-1], state, states, keys)
            tokens.append(answer.argmax(1))
        return torch.stack(tokens[1:], 1)


def config_of(folder):
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))


def columns_of(strips, folder=None):
    """Strips [count, 28, width] as what the encoder reads, [count, steps, 28 * columns of a step]; blank at the end."""
    width = config_of(folder or Path(__file__).parent)["columnsPerStep"]
    pixels = torch.as_tensor(strips).float() / 255
    pixels = nn.functional.pad(pixels, (0, -pixels.shape[2] % width)).transpose(1, 2)
    return pixels.reshape(len(pixels), -1, 28 * width)


def load(folder=None):
    from safetensors.torch import load_file

    folder = folder or Path(__file__).parent
    config = config_of(folder)
    attends = config["model"] == "attention"
    reader = StripReader(28 * config["columnsPerStep"], config["units"], config["directions"], attends)
    reader.load_state_dict(load_file(folder / "model.safetensors"))
    return reader.eval()
