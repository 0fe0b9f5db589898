"""Opens the network in this folder with PyTorch (pip install torch safetensors numpy).

    from load_pytorch import load, steps_of
    network = load()
    logits = network(steps_of(images))  # images: [count, 28, 28] bytes, 0 background to 255 ink; logits: [count, classes]

An LSTM, and an RNN with tanh or ReLU, is torch.nn's own. torch.nn.GRU applies its reset gate after the product with the
hidden state, this one before it, and torch.nn.RNN knows no sigmoid: those have a module here, with torch.nn's weight names.
"""

import json
from pathlib import Path

import numpy
import torch
from safetensors.torch import load_file
from torch import nn

folder = Path(__file__).parent
config = json.loads((folder / "config.json").read_text(encoding="utf-8"))


def steps_of(images):
    """Images [count, 28, 28] as what the network reads, [count, steps, pixels of a step]."""
    pixels = numpy.asarray(images, dtype=numpy.float32).reshape(len(images), -1)[:, config["reading"]] / 255
    return torch.from_numpy(pixels.reshape(len(images), config["steps"], config["stepLength"]))


class Cells(nn.Module):
    """Stacked layers that torch.nn lacks, under the names and in the layouts of its weights."""

    def __init__(self, gates, inputs, units, layers):
        super().__init__()
        for layer in range(layers):
            size = inputs if layer == 0 else units
            self.register_parameter(f"weight_ih_l{layer}", nn.Parameter(torch.zeros(gates * units, size)))
            self.register_parameter(f"weight_hh_l{layer}", nn.Parameter(torch.zeros(gates * units, units)))
            self.register_parameter(f"bias_ih_l{layer}", nn.Parameter(torch.zeros(gates * units)))
            self.register_parameter(f"bias_hh_l{layer}", nn.Parameter(torch.zeros(gates * units)))
        self.units, self.layers = units, layers

    def forward(self, x):
        for layer in range(self.layers):
            part = lambda name: getattr(self, f"{name}_l{layer}")
            inner = x @ part("weight_ih").T + part("bias_ih") + part("bias_hh")
            h, states = x.new_zeros(len(x), self.units), []
            for step in inner.unbind(1):
                h = self.step(step, h, part("weight_hh"))
                states.append(h)
            x = torch.stack(states, 1)
        return x, h


class SigmoidRNN(Cells):
    def __init__(self, inputs, units, layers):
        super().__init__(1, inputs, units, layers)

    def step(self, x, h, recurrent):
        return torch.sigmoid(x + h @ recurrent.T)


class ResetFirstGRU(Cells):
    def __init__(self, inputs, units, layers):
        super().__init__(3, inputs, units, layers)

    def step(self, x, h, recurrent):
        (xr, xz, xn), (ur, uz, un) = x.chunk(3, 1), recurrent.chunk(3)
        r, z = torch.sigmoid(xr + h @ ur.T), torch.sigmoid(xz + h @ uz.T)
        return z * h + (1 - z) * torch.tanh(xn + (r * h) @ un.T)


class Recurrent(nn.Module):
    def __init__(self, cell, activation, inputs, units, layers, classes):
        super().__init__()
        if cell == "lstm":
            self.rnn = nn.LSTM(inputs, units, layers, batch_first=True)
        elif cell == "gru":
            self.rnn = ResetFirstGRU(inputs, units, layers)
        elif activation == "sigmoid":
            self.rnn = SigmoidRNN(inputs, units, layers)
        else:
            self.rnn = nn.RNN(inputs, units, layers, nonlinearity=activation, batch_first=True)
        self.readout = nn.Linear(units, classes)

    def forward(self, steps):
        return self.readout(self.rnn(steps)[0][:, -1])


class Block(nn.Module):
    """Attention and a dense part, each after a layer norm and added to what came in."""

    def __init__(self, units, heads, inner):
        super().__init__()
        self.heads = heads
        self.attention_norm, self.feed_forward_norm = nn.LayerNorm(units), nn.LayerNorm(units)
        self.query, self.key, self.value, self.output = (nn.Linear(units, units) for _ in range(4))
        self.feed_forward_1, self.feed_forward_2 = nn.Linear(units, inner), nn.Linear(inner, units)

    def forward(self, x):
        y = self.attention_norm(x)
        split = lambda part: part(y).unflatten(-1, (self.heads, -1)).transpose(1, 2)
        query, key, value = split(self.query), split(self.key), split(self.value)
        found = torch.softmax(query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5, -1) @ value
        x = x + self.output(found.transpose(1, 2).flatten(2))
        return x + self.feed_forward_2(torch.relu(self.feed_forward_1(self.feed_forward_norm(x))))


class Transformer(nn.Module):
    def __init__(self, inputs, units, heads, blocks, inner, classes, positions):
        super().__init__()
        self.positions = torch.tensor(positions) if positions else 0
        self.embedding = nn.Linear(inputs, units)
        self.blocks = nn.ModuleList(Block(units, heads, inner) for _ in range(blocks))
        self.final_norm = nn.LayerNorm(units)
        self.readout = nn.Linear(units, classes)

    def forward(self, steps):
        x = self.embedding(steps) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.readout(self.final_norm(x).mean(1))


def load():
    """The network, with its weights, ready to read."""
    inputs, units, classes = config["stepLength"], config["units"], config["classes"]
    if config["cell"] == "transformer":
        sizes = config["heads"], config["layers"], config["feedForward"]
        network = Transformer(inputs, units, *sizes, classes, config["positions"])
    else:
        network = Recurrent(config["cell"], config["activation"], inputs, units, config["layers"], classes)
    network.load_state_dict(load_file(folder / "model.safetensors"))
    return network.eval()


if __name__ == "__main__":
    print(load())
