/** Numbers as the score writes them. No DOM. */

/** In place of what is no number: the state of a network whose weights have grown too large to compute with. */
const noNumber = '–';

/** Two decimals with a true minus sign; never a negative zero. */
export function signed(value: number): string {
  if (!Number.isFinite(value)) return noNumber;
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** {@link signed}, in parentheses where negative, for a place after an operator. */
export function factor(value: number): string {
  const text = signed(value);
  return text.startsWith('−') ? `(${text})` : text;
}

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10 with a whole exponent, raised: `10⁻³`. */
export function powerOfTen(exponent: number): string {
  const raised = String(Math.abs(exponent)).replaceAll(/\d/g, (digit) => raisedDigits[Number(digit)]);
  return `10${exponent < 0 ? '⁻' : ''}${raised}`;
}

/** Two significant digits; powers of ten for what is small: `0.13`, `4.2·10⁻⁵`. Zero stays `0`. */
export function magnitude(value: number): string {
  if (!Number.isFinite(value)) return noNumber;
  if (value === 0) return '0';
  const [digits, exponent] = value.toExponential(1).split('e');
  return Math.abs(Number(exponent)) > 2
    ? `${digits}·${powerOfTen(Number(exponent))}`
    : String(Number(value.toPrecision(2)));
}
