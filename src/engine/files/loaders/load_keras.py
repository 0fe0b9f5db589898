"""Opens the network in this folder with Keras 3 (pip install keras numpy, and torch, jax or tensorflow).

    from load_keras import load, steps_of
    network = load()
    logits = network.predict(steps_of(images))  # images: [count, 28, 28] bytes, 0 background to 255 ink

Its layers and weights have Keras' own layouts: weights.npz holds them as `lstm_1/kernel`, `lstm_1/recurrent_kernel`, and so on.
"""

import json
from pathlib import Path

import keras
import numpy
from keras import layers

folder = Path(__file__).parent
config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
weights = numpy.load(folder / "weights.npz")


def steps_of(images):
    """Images [count, 28, 28] as what the network reads, [count, steps, pixels of a step]."""
    pixels = numpy.asarray(images, dtype=numpy.float32).reshape(len(images), -1)[:, config["reading"]] / 255
    return pixels.reshape(len(images), config["steps"], config["stepLength"])


def recurrent_layer(number):
    name, units = f"{config['cell']}_{number}", config["units"]
    options = {"name": name, "return_sequences": number < config["layers"]}
    if config["cell"] == "lstm":
        return layers.LSTM(units, **options)
    if config["cell"] == "gru":
        return layers.GRU(units, reset_after=False, **options)
    return layers.SimpleRNN(units, activation=config["activation"], **options)


def recurrent(steps):
    x = steps
    for number in range(1, config["layers"] + 1):
        x = recurrent_layer(number)(x)
    return x


def block(x, number):
    units, heads = config["units"], config["heads"]
    y = layers.LayerNormalization(epsilon=1e-5, name=f"block_{number}_attention_norm")(x)
    attention = layers.MultiHeadAttention(heads, units // heads, name=f"block_{number}_attention")
    x = x + attention(y, y)
    y = layers.LayerNormalization(epsilon=1e-5, name=f"block_{number}_feed_forward_norm")(x)
    y = layers.Dense(config["feedForward"], activation="relu", name=f"block_{number}_feed_forward_1")(y)
    return x + layers.Dense(units, name=f"block_{number}_feed_forward_2")(y)


def transformer(steps):
    x = layers.Dense(config["units"], name="embedding")(steps)
    if config["positions"]:
        x = x + numpy.array(config["positions"], dtype=numpy.float32)
    for number in range(1, config["layers"] + 1):
        x = block(x, number)
    x = layers.LayerNormalization(epsilon=1e-5, name="final_norm")(x)
    return layers.GlobalAveragePooling1D()(x)


def arrays_of(layer):
    """The arrays of a layer in the order in which Keras takes them."""
    name = layer.name
    if name.endswith("_attention"):
        parts = [f"{name.removesuffix('_attention')}/{part}" for part in ("query", "key", "value", "output")]
        arrays = [weights[f"{part}/{kind}"] for part in parts for kind in ("kernel", "bias")]
    else:
        path = name.replace("_attention_norm", "/attention_norm").replace("_feed_forward", "/feed_forward")
        kinds = ("kernel", "gamma", "recurrent_kernel", "beta", "bias")
        arrays = [weights[f"{path}/{kind}"] for kind in kinds if f"{path}/{kind}" in weights]
    return [array.reshape(wanted.shape) for array, wanted in zip(arrays, layer.weights, strict=True)]


def load():
    """A keras.Model, [count, steps, pixels of a step] to scores before softmax [count, classes]."""
    steps = keras.Input((config["steps"], config["stepLength"]), name="steps")
    states = transformer(steps) if config["cell"] == "transformer" else recurrent(steps)
    logits = layers.Dense(config["classes"], name="readout")(states)
    network = keras.Model(steps, logits, name="gatescope")
    for layer in network.layers:
        if layer.weights:
            layer.set_weights(arrays_of(layer))
    return network


if __name__ == "__main__":
    load().summary()
