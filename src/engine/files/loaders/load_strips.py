"""Opens the reader of strips in this folder with PyTorch (pip install torch safetensors).

    from load_strips import load, columns_of
    reader = load()
    tokens = reader.read(columns_of(strips))  # strips: [count, 28, width] bytes, 0 background to 255 ink

Tokens 0 to 9 are digits, 10 ends the number; `reader(columns, given)` has the logits of every step, for given tokens.
"""

import json
import math
from pathlib import Path

import torch
from torch import nn

END, START, WRITTEN, READ = 10, 11, 11, 12


class StripReader(nn.Module):
    """LSTM encoder and decoder; with attention as in D. Bahdanau, K. Cho, Y. Bengio (2015)."""

    def __init__(self, inputs, units, directions, layers, attends):
        super().__init__()
        seen = directions * units
        self.units, self.directions, self.attends = units, directions, attends
        self.encoder = nn.LSTM(inputs, units, layers, batch_first=True, bidirectional=directions == 2)
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
        start = torch.tanh(self.bridge(torch.cat(tuple(last[-self.directions :]), 1)))
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


class Attention(nn.Module):
    """Multi-head attention (A. Vaswani et al. 2017) after a norm, added to what it reads."""

    def __init__(self, units, heads):
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(units)
        for name in ("query", "key", "value", "output"):
            setattr(self, name, nn.Linear(units, units))

    def attend(self, x, seen=None, causal=False):
        """x [count, tokens, units] looks at itself, or at what is seen."""
        normed = self.attention_norm(x)
        seen = normed if seen is None else seen
        parts = (self.query(normed), self.key(seen), self.value(seen))
        query, key, value = (part.unflatten(2, (self.heads, -1)).transpose(1, 2) for part in parts)
        answer = nn.functional.scaled_dot_product_attention(query, key, value, is_causal=causal)
        return x + self.output(answer.transpose(1, 2).flatten(2))


class Block(Attention):
    """Self-attention, in a decoder attention to the encoder's tokens, and a feed-forward layer."""

    def __init__(self, units, heads, decodes):
        super().__init__(units, heads)
        self.cross = Attention(units, heads) if decodes else None
        self.feed_forward_norm = nn.LayerNorm(units)
        self.feed_forward_1 = nn.Linear(units, 4 * units)
        self.feed_forward_2 = nn.Linear(4 * units, units)

    def forward(self, x, memory=None):
        x = self.attend(x, causal=memory is not None)
        if memory is not None:
            x = self.cross.attend(x, memory)
        return x + self.feed_forward_2(self.feed_forward_1(self.feed_forward_norm(x)).relu())


class TransformerReader(nn.Module):
    """Transformer encoder over patches of columns, Transformer decoder over tokens."""

    def __init__(self, inputs, units, heads, blocks):
        super().__init__()
        self.units, self.blocks = units, blocks
        self.embedding = nn.Linear(inputs, units)
        self.token_embedding = nn.Linear(READ, units)
        for index in range(blocks):
            setattr(self, f"encoder_{index + 1}", Block(units, heads, False))
            setattr(self, f"decoder_{index + 1}", Block(units, heads, True))
        self.encoder_norm = nn.LayerNorm(units)
        self.decoder_norm = nn.LayerNorm(units)
        self.readout = nn.Linear(units, WRITTEN)

    def placed(self, x):
        """Tokens with their positions, sines and cosines."""
        scales = torch.exp(torch.arange(0, self.units, 2) * (-math.log(10000) / self.units))
        angles = torch.arange(x.shape[1])[:, None] * scales
        return x + torch.stack((angles.sin(), angles.cos()), 2).flatten(1)

    def through(self, part, x, *memory):
        for index in range(self.blocks):
            x = getattr(self, f"{part}_{index + 1}")(x, *memory)
        return getattr(self, f"{part}_norm")(x)

    def encode(self, columns):
        return self.through("encoder", self.placed(self.embedding(columns)))

    def decode(self, memory, tokens):
        """Logits [count, tokens, 11] after each of the tokens that are read."""
        one_hot = nn.functional.one_hot(tokens, READ).to(memory.dtype)
        return self.readout(self.through("decoder", self.placed(self.token_embedding(one_hot)), memory))

    def forward(self, columns, given):
        """Logits [count, tokens, 11], where step t reads token t - 1 of `given` [count, tokens]."""
        start = torch.full((len(columns), 1), START)
        return self.decode(self.encode(columns), torch.cat((start, given[:, :-1]), 1))

    @torch.no_grad()
    def read(self, columns, longest=7):
        """The most probable token at each step, [count, longest]; what follows the end has no meaning."""
        memory, tokens = self.encode(columns), torch.full((len(columns), 1), START)
        for _ in range(longest):
            tokens = torch.cat((tokens, self.decode(memory, tokens)[:, -1:].argmax(2)), 1)
        return tokens[:, 1:]


def config_of(folder):
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))


def patches_of(strips, columns):
    """Strips [count, 28, width] in steps of so many columns, [count, steps, 28 * columns]; blank at the end."""
    pixels = torch.as_tensor(strips).float() / 255
    pixels = nn.functional.pad(pixels, (0, -pixels.shape[2] % columns)).transpose(1, 2)
    return pixels.reshape(len(pixels), -1, 28 * columns)


def columns_of(strips, folder=None):
    """Strips [count, 28, width] as what the encoder reads, [count, steps, 28 * columns of a step]; blank at the end."""
    return patches_of(strips, config_of(folder or Path(__file__).parent)["columnsPerStep"])


def load(folder=None):
    from safetensors.torch import load_file

    folder = folder or Path(__file__).parent
    config = config_of(folder)
    inputs, units = 28 * config["columnsPerStep"], config["units"]
    if config["model"] == "transformer":
        reader = TransformerReader(inputs, units, config["heads"], config["layers"])
    else:
        reader = StripReader(inputs, units, config["directions"], config["layers"], config["model"] == "attention")
    reader.load_state_dict(load_file(folder / "model.safetensors"))
    return reader.eval()
