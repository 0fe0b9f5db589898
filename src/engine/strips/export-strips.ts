/** Exports a reader of strips for PyTorch: weights as safetensors, what they belong to, and a loader. */

import { type StripModel, stripModels, transformerHeads, transformerWidth } from '../../domain/strips/strip-models.ts';
import type { NamedFile } from '../../protocol/model-files.ts';
import loader from '../files/loaders/load_strips.py?raw';
import { writeSafetensors } from '../files/safetensors.ts';
import { type Tensor, transposed } from '../files/tensors.ts';
import { zip } from '../files/zip.ts';
import type { Weight } from '../models/network.ts';
import type { StoredStripReader } from './strip-file.ts';

/** Names in `load_strips.py` of the layers that it calls otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  'readout/context': 'context.weight',
  'attention/keys': 'keys.weight',
  'attention/query': 'query.weight',
  'attention/bias': 'query.bias',
  'attention/energy': 'energy',
};

/** An LSTM's arrays → those of `torch.nn`, whose second bias is 0. @param ending after the names of its weights */
function lstmTensors(layer: string, ending: string, [kernel, recurrent, bias]: readonly Weight[]): Tensor[] {
  return [
    { ...transposed(kernel), name: `${layer}.weight_ih${ending}` },
    { ...transposed(recurrent), name: `${layer}.weight_hh${ending}` },
    { ...bias, name: `${layer}.bias_ih${ending}` },
    { ...bias, name: `${layer}.bias_hh${ending}`, values: new Float32Array(bias.values.length) },
  ];
}

/** `encoder_2_back` → `_l1_reverse`. */
function endingOf(encoder: string): string {
  const layer = Number(/\d+/.exec(encoder)?.[0] ?? 1) - 1;
  return `_l${layer}${encoder.endsWith('back') ? '_reverse' : ''}`;
}

/** Weights in the order and layouts of tfjs → tensors under the names and in the layouts of `load_strips.py`. */
export function stripTensors(model: StripModel, weights: readonly Weight[]): Tensor[] {
  if (stripModels[model].kind === 'transformer') return weights.map(tensorOf);
  const of = (layer: string) => weights.filter(({ name }) => name.startsWith(`${layer}/`));
  const encoders = [...new Set(weights.map(({ name }) => name.split('/')[0]))].filter((name) =>
    name.startsWith('encoder'),
  );
  const others = weights.filter(({ name }) => !/^(?:encoder|decoder)/.test(name));
  return [
    ...encoders.flatMap((name) => lstmTensors('encoder', endingOf(name), of(name))),
    ...lstmTensors('decoder', '', of('decoder')),
    ...others.map(tensorOf),
  ];
}

/** A dense layer's or a norm's array. */
function tensorOf(weight: Weight): Tensor {
  const name = weight.name
    .replace(/\/(?:kernel|gamma)$/, '.weight')
    .replace(/\/beta$/, '.bias')
    .replaceAll('/', '.');
  return { ...(weight.shape.length === 2 ? transposed(weight) : weight), name: otherNames[weight.name] ?? name };
}

/** @returns a .zip of `model.safetensors`, `config.json` and `load_strips.py` */
export function exportStrips({
  settings,
  step,
  weights,
}: Pick<StoredStripReader, 'settings' | 'step' | 'weights'>): NamedFile {
  const isTransformer = stripModels[settings.model].kind === 'transformer';
  const sizes = isTransformer && { heads: transformerHeads, units: transformerWidth(settings.units) };
  const encoded = (text: string) => new TextEncoder().encode(text);
  const bytes = zip({
    'model.safetensors': writeSafetensors(stripTensors(settings.model, weights), { format: 'pt' }),
    'config.json': encoded(`${JSON.stringify({ ...settings, ...sizes, step })}\n`),
    'load_strips.py': encoded(loader),
  });
  return { name: `gatescope-strips-${settings.model}-${settings.units}-step-${step}-pytorch.zip`, bytes };
}
