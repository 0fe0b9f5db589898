/** Numbers in equations, pictures and tables, the same in every language. */

/** Replaces what is not a number: the state of a network whose weights have grown too large to compute with. */
const noNumber = '–';

/** From here on two decimals are noise, and the number would be too wide. */
const large = 1e6;

/** Two decimals with a true minus sign, a power of ten from {@link large} on; never a negative zero. */
export function signed(value: number): string {
  if (!Number.isFinite(value)) return noNumber;
  const size = Math.abs(value);
  const text = size < large ? size.toFixed(2) : magnitude(size);
  return value < 0 && text !== '0.00' ? `−${text}` : text;
}

/** {@link signed}, in parentheses where negative, for use after an operator. */
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

/** `digits` decimals; a power of ten for large numbers, "–" for what is not a number. */
export function decimals(value: number, digits: number): string {
  if (!Number.isFinite(value)) return noNumber;
  return Math.abs(value) < large ? value.toFixed(digits) : value < 0 ? `−${magnitude(-value)}` : magnitude(value);
}

/** Two significant digits; powers of ten for small numbers: `0.13`, `4.2·10⁻⁵`. Zero stays `0`. */
export function magnitude(value: number): string {
  if (!Number.isFinite(value)) return noNumber;
  if (value === 0) return '0';
  const [digits, exponent] = value.toExponential(1).split('e');
  return Math.abs(Number(exponent)) > 2
    ? `${digits}·${powerOfTen(Number(exponent))}`
    : String(Number(value.toPrecision(2)));
}
