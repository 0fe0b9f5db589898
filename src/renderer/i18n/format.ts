/** Numbers, shares and durations in the person's language. Reactive to the language like `t`. */

import { signed } from './numbers.ts';
import { language, t } from './translate.svelte.ts';

/** Replaces what is not a number, such as an answer of the weights of an exploded training. */
const noNumber = '–';

const formatters = new Map<string, Intl.NumberFormat>();

/** Cached: making one takes longer than a hundred uses. */
function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language.resolved + JSON.stringify(options);
  const kept = formatters.get(key) ?? new Intl.NumberFormat(language.resolved, options);
  formatters.set(key, kept);
  return kept;
}

/** `60000` → `60,000`. */
export function formatCount(count: number): string {
  return formatter({ maximumFractionDigits: 0 }).format(count);
}

/** `0.0042317` → `0.004232`: four significant digits; from 10⁹ on two of them and a power of ten. */
export function formatSignificant(value: number): string {
  if (!Number.isFinite(value)) return noNumber;
  // Nobody counts thirty zeros.
  return Math.abs(value) < 1e9 ? formatter({ maximumSignificantDigits: 4 }).format(value) : signed(value);
}

const byteUnits = ['B', 'kB', 'MB', 'GB'] as const;

/** Bytes to two significant digits: `3.6 kB`, `100 kB`, `2.8 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), byteUnits.length - 1);
  const value = formatter({ maximumSignificantDigits: 2 }).format(bytes / 1000 ** power);
  return `${value} ${byteUnits[power]}`;
}

/** Shown shares are parts of a whole, or ratios; only a network beyond all bounds has larger ones. */
const beyondAllBounds = 1000;

/** A share from 0 to 1 → `99.2%`; never rounded up to 100 %; a tiny one → `<0.1%`; null counts as not a number. */
export function formatPercent(share: number | null, fractionDigits = 1): string {
  if (share === null || !(Math.abs(share) < beyondAllBounds)) return noNumber;
  const unit = 10 ** -(fractionDigits + 2);
  const isTiny = share > 0 && share < unit;
  const honest = isTiny ? unit : share < 1 ? Math.min(1 - unit, share) : share;
  const written = formatter({
    style: 'percent',
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(honest);
  return isTiny ? `<${written}` : written;
}

/** A symbol and its share: `α = 99.2%`; of a tiny one `α < 0.1%`. */
export function formatShareOf(symbol: string, share: number | null, fractionDigits = 1): string {
  const written = formatPercent(share, fractionDigits);
  return written.startsWith('<') ? `${symbol} < ${written.slice(1)}` : `${symbol} = ${written}`;
}

/** An ISO date and time → `Nov 21, 2:05 PM`, in the person's time zone. */
export function formatMoment(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return noNumber;
  const options: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' };
  return new Intl.DateTimeFormat(language.resolved, options).format(moment);
}

/** `3700` seconds → `1 h 1 min`; the two largest units. */
export function formatDuration(totalSeconds: number): string {
  const seconds = Math.round(totalSeconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return t('shell.seconds', { seconds });
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  return t('shell.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
