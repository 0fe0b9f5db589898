"""PyTorch as its users write it; speaks the benchmark's protocol (messages.ts).

Arguments: the folder of the digits, and the text of load_strips.py, whose reader of strips is trained here.
"""

import json
import math
import statistics
import sys
import time
from pathlib import Path


def say(message):
    print(json.dumps(message), flush=True)


try:
    import torch
except Exception as error:
    say({"unavailable": f"torch cannot be imported ({error})"})
    sys.exit()

from torch import nn

PEAK_RATE, EPOCHS, CLIP_NORM = 4e-3, 5, 1.0
EVALUATION_INTERVAL, TARGET_ACCURACY = 50, 0.98


def read_idx(name):
    """The elements of a file of unsigned bytes, in its own shape."""
    content = bytearray((Path(sys.argv[1]) / name).read_bytes())
    shape = [int.from_bytes(content[4 + 4 * i : 8 + 4 * i], "big") for i in range(content[3])]
    return torch.frombuffer(content, dtype=torch.uint8, offset=4 + 4 * len(shape)).reshape(shape)


def sequences(images):
    """Time first, from 0 to 1: [28, count, 28]."""
    return (images.float() / 255).transpose(0, 1)


class Network(nn.Module):
    def __init__(self, cell, units):
        super().__init__()
        self.rnn = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}[cell](28, units)
        self.readout = nn.Linear(units, 10)
        bound = 1 / math.sqrt(units)
        for name, weight in self.named_parameters():
            nn.init.zeros_(weight) if "bias" in name else nn.init.uniform_(weight, -bound, bound)
        if cell == "lstm":
            # PyTorch's order is i, f, g, o, with two biases that are added.
            self.rnn.bias_ih_l0.data[units : 2 * units] = 1

    def forward(self, steps):
        return self.readout(self.rnn(steps)[0][-1])


class Prepared:
    def __init__(self, question, digits):
        torch.manual_seed(question["seed"])
        self.digits = digits
        self.batch = question["batch"]
        self.network = Network(question["cell"], question["units"])
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=PEAK_RATE, fused=True)
        self.steps_per_epoch = math.ceil(len(digits["train"][1]) / self.batch)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, PEAK_RATE, total_steps=EPOCHS * self.steps_per_epoch, cycle_momentum=False
        )
        self.step = 0

    def next_batch(self):
        position = self.step % self.steps_per_epoch
        if position == 0:
            self.order = torch.randperm(len(self.digits["train"][1]))
        self.step += 1
        indices = self.order[position * self.batch : (position + 1) * self.batch]
        images, labels = self.digits["train"]
        return sequences(images[indices]), labels[indices]

    def train_step(self):
        steps, labels = self.next_batch()
        loss = nn.functional.cross_entropy(self.network(steps), labels)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), CLIP_NORM)
        self.optimizer.step()
        if self.step < self.schedule.total_steps:
            self.schedule.step()
        loss.item()
        return len(labels)

    @torch.inference_mode()
    def read_batch(self):
        steps, labels = self.next_batch()
        self.network(steps)
        return len(labels)

    @torch.inference_mode()
    def read_digit(self):
        return self.network(self.digits["one"]).softmax(-1).tolist()

    def trace_digit(self):
        """nn.LSTM keeps its gates to itself: the rows are written out with its weights."""
        rnn, hidden, cell = self.network.rnn, None, None
        gates, states = [], []
        inputs = nn.functional.linear(self.digits["one"], rnn.weight_ih_l0, rnn.bias_ih_l0 + rnn.bias_hh_l0)
        for row in inputs:
            sums = row if hidden is None else row + nn.functional.linear(hidden, rnn.weight_hh_l0)
            i, f, g, o = sums.chunk(4, -1)
            i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
            cell = i * g if cell is None else f * cell + i * g
            hidden = o * cell.tanh()
            gates.append((i, f, g, o, cell))
            states.append(hidden)
        scores = self.network.readout(torch.cat(states))
        loss = nn.functional.cross_entropy(scores[-1], scores[-1].argmax())
        norms = torch.cat(torch.autograd.grad(loss, states)).norm(dim=-1)
        return gates, scores.softmax(-1).tolist(), norms.tolist()

    @torch.inference_mode()
    def accuracy(self, batch=500):
        images, labels = self.digits["test"]
        correct = 0
        for start in range(0, len(labels), batch):
            answers = self.network(sequences(images[start : start + batch])).argmax(-1)
            correct += (answers == labels[start : start + batch]).sum().item()
        return correct / len(labels)

    def seconds_to_accuracy(self):
        total = EPOCHS * self.steps_per_epoch
        started = time.perf_counter()
        for step in range(1, total + 1):
            self.train_step()
            if (step % EVALUATION_INTERVAL == 0 or step == total) and self.accuracy() >= TARGET_ACCURACY:
                return time.perf_counter() - started
        raise RuntimeError(f"did not reach it in {EPOCHS} epochs")


class PreparedStrips:
    """A reader of strips and batches of one to five digits each, as far apart and as wide as Gatescope makes them."""

    longest, columns, groups, batches_together = 5, 4, 4, 4

    def __init__(self, question, digits):
        torch.manual_seed(question["seed"])
        module = {"__name__": "load_strips"}
        exec(sys.argv[2], module)
        inputs, units = 28 * self.columns, question["units"]
        if question["model"] == "transformer":
            self.reader = module["TransformerReader"](inputs, units, heads=4, blocks=2)
        else:
            self.reader = module["StripReader"](inputs, units, directions=2, attends=True)
        self.optimizer = torch.optim.Adam(self.reader.parameters(), lr=1e-3, fused=True)
        groups = (self.group(module["patches_of"], question["batch"], *digits["train"]) for _ in range(self.groups))
        self.batches = [each for group in groups for each in group]
        self.step = 0

    def strip(self, images, labels):
        chosen = torch.randint(len(labels), (int(torch.randint(1, self.longest + 1, ())),))
        inks, width, places = [], int(torch.randint(2, 11, ())), []
        for image in images[chosen]:
            seen = image.any(0).nonzero()
            ink = image[:, int(seen[0]) : int(seen[-1]) + 1]
            width = max(0, width + (int(torch.randint(-3, 9, ())) if inks else 0))
            places.append(width)
            inks.append(ink)
            width += ink.shape[1]
        strip = torch.zeros(28, width + int(torch.randint(2, 11, ())), dtype=torch.uint8)
        for ink, left in zip(inks, places):
            part = strip[:, left : left + ink.shape[1]]
            torch.maximum(part, ink, out=part)
        return strip, labels[chosen].tolist()

    def group(self, patches_of, size, images, labels):
        """Batches of strips of like width, with their tokens."""
        strips = sorted(
            (self.strip(images, labels) for _ in range(size * self.batches_together)), key=lambda each: each[0].shape[1]
        )
        for start in range(0, len(strips), size):
            batch = strips[start : start + size]
            width = max(strip.shape[1] for strip, _ in batch)
            pixels = torch.stack([nn.functional.pad(strip, (0, width - strip.shape[1])) for strip, _ in batch])
            most = 1 + max(len(number) for _, number in batch)
            tokens = torch.full((size, most), -100)
            for row, (_, number) in zip(tokens, batch):
                row[: len(number) + 1] = torch.tensor([*number, 10])
            yield patches_of(pixels, self.columns), tokens

    def train_step(self):
        columns, tokens = self.batches[self.step % len(self.batches)]
        self.step += 1
        logits = self.reader(columns, tokens.clamp(min=0))
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), tokens.flatten())
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.reader.parameters(), CLIP_NORM)
        self.optimizer.step()
        loss.item()
        return len(tokens)


def samples_per_second(work, seconds):
    started, samples, spent = time.perf_counter(), 0, None
    while spent is None or spent < seconds:
        samples += work()
        spent = time.perf_counter() - started
    return samples / spent


def usual_seconds(work, seconds):
    until, times = time.perf_counter() + seconds, []
    while not times or time.perf_counter() < until:
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def peak_memory():
    """In MiB, resident."""
    try:
        # On Linux the resource usage begins with that of the process that started this one.
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage / 1024 / (1024 if sys.platform == "darwin" else 1)


class Answerer:
    """Keeps the network of the last question."""

    def __init__(self, digits):
        self.digits = digits
        self.key, self.prepared, self.warm = None, None, set()
        self.strips = {}

    def network_of(self, question):
        key = [question[name] for name in ("cell", "units", "batch", "threads", "seed")]
        if key != self.key:
            self.key, self.prepared, self.warm = key, Prepared(question, self.digits), set()
        return self.prepared

    def warmed(self, question, work_of):
        """Lets a question's work be done unmeasured before it is measured for the first time."""
        work = work_of(self.network_of(question))
        if question["quantity"] not in self.warm:
            usual_seconds(work, question["warmUp"])
        self.warm.add(question["quantity"])
        return work

    def answer(self, question):
        quantity, seconds = question["quantity"], question["seconds"]
        # A single digit takes longer on two threads than on one.
        torch.set_num_threads(1 if quantity in ("digit", "trace") else question["threads"])
        if quantity == "strips":
            model = question["model"]
            if model not in self.strips:
                self.strips[model] = PreparedStrips(question, self.digits)
                usual_seconds(self.strips[model].train_step, question["warmUp"])
            return samples_per_second(self.strips[model].train_step, seconds)
        if quantity in ("train", "memory"):
            rate = samples_per_second(self.warmed(question, lambda network: network.train_step), seconds)
            return rate if quantity == "train" else peak_memory()
        if quantity == "infer":
            return samples_per_second(self.warmed(question, lambda network: network.read_batch), seconds)
        if quantity == "digit":
            return 1000 * usual_seconds(self.warmed(question, lambda network: network.read_digit), seconds)
        if quantity == "trace":
            return 1000 * usual_seconds(self.warmed(question, lambda network: network.trace_digit), seconds)
        if quantity == "evaluate":
            return usual_seconds(self.warmed(question, lambda network: network.accuracy), 0)
        if quantity == "accuracy":
            self.key = None  # These weights may have been trained already.
            return self.network_of(question).seconds_to_accuracy()
        raise RuntimeError("not measured")


def main():
    digits = {
        "train": (read_idx("train-images-idx3-ubyte"), read_idx("train-labels-idx1-ubyte").long()),
        "test": (read_idx("t10k-images-idx3-ubyte"), read_idx("t10k-labels-idx1-ubyte").long()),
    }
    digits["one"] = sequences(digits["test"][0][:1])
    answerer = Answerer(digits)
    say({"title": f"PyTorch {torch.__version__}"})
    for line in sys.stdin:
        try:
            say({"value": answerer.answer(json.loads(line))})
        except Exception as error:
            say({"unavailable": str(error)})


main()
