/**
 * Formulas within the running text. Texts name them as gaps, `{{h_t}}`, which keeps LaTeX out of the words and both
 * languages to the same formulas.
 */

const raw = String.raw;

export const inlineFormulas = {
  x_1: raw`\row_1`,
  x_28: raw`\row_{28}`,
  x_t: raw`\row_t`,
  h_t: raw`\hiddenState_t`,
  h_before: raw`\hiddenState_{t-1}`,
  t: 't',
  n: 'n',
  k: 'k',
  tau: raw`\tau`,
  tau_1: raw`\tau = 1`,
  tau_28: raw`\tau = 28`,
  mask: 'm_t',
  U: 'U',
  W: 'W',
  V: 'V',
  b: 'b',
  y: 'y',
  a: 'a',
  a_n: 'a^n',
  powers: raw`0.9^{100} = 0.000027`,
  powers_up: raw`1.1^{100} = 13{,}781`,
  powers_far: raw`1.2^{100} = 82{,}817{,}975`,
  quarter: raw`\tfrac{1}{4}`,
  W_transposed: raw`W^\top`,
  distance: raw`T - t`,
  s: 's',
  gamma: raw`\gamma`,
  s_gamma: raw`s\gamma`,
  t_equals_T: 't = T',
  bias: raw`1 - \beta_1^n, 1 - \beta_2^n`,
  state_gradient: raw`\gradient{\norm{\partial L / \partial \hiddenState_t}}`,
  outer: raw`\gradient{\norm{\delta_t \hiddenState_{t-1}^\top}}`,
  delta: raw`\delta_t`,
  k_1: 'k = 1',
  k_5: 'k = 5',
  k_28: 'k = 28',
  theta: raw`\theta`,
  nabla: raw`\gradient{\nabla}`,
  f: raw`\forgetGate`,
  i: raw`\inputGate`,
  g: raw`\candidate`,
  c: raw`\cellState`,
  o: raw`\outputGate`,
  h: raw`\hiddenState`,
  z: raw`\updateGate`,
  z_1: raw`\updateGate = 1`,
  z_rest: raw`1 - \updateGate`,
  r: raw`\resetGate`,
  r_0: raw`\resetGate = 0`,
  new_candidate: raw`\newCandidate`,
  query: raw`\query`,
  key: raw`\key`,
  value: raw`\value`,
  keys: raw`\keys`,
  values: raw`\values`,
  W_O: 'W_O',
  decoder_before: raw`\decoderState_{i-1}`,
  column_state: raw`\hiddenState_j`,
  context: raw`\context_i`,
  own_token: raw`\hat y`,
  d_k: 'd_k',
  root_d_k: raw`\sqrt{d_k}`,
} as const satisfies Record<string, string>;

export type InlineFormula = keyof typeof inlineFormulas;

/** Gaps for `t`: each formula's name between the marks that {@link pieces} looks for. */
export const formulaGaps: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(inlineFormulas).map((name) => [name, `$${name}$`]),
);

export type Piece =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'term'; readonly words: string }
  | {
      readonly kind: 'formula';
      readonly name: InlineFormula;
      /** The comma or Korean particle after it, which must stay on the same line. */
      readonly tail: string;
    };

/** Splits a text into words, `*terms*` on their first mention, and formulas between dollars. */
export function pieces(text: string): Piece[] {
  return text.split(/(\*[^*]+\*|\$\w+\$[^\s*$]*)/).flatMap((part): Piece[] => {
    if (/^\*.+\*$/.test(part)) return [{ kind: 'term', words: part.slice(1, -1) }];
    const [, name = '', tail = ''] = /^\$(\w+)\$(.*)$/.exec(part) ?? [];
    if (isFormula(name)) return [{ kind: 'formula', name, tail }];
    return part === '' ? [] : [{ kind: 'words', words: part }];
  });
}

function isFormula(name: string): name is InlineFormula {
  return name in inlineFormulas;
}
