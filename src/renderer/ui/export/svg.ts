/** Writes SVG as text. */

type Attributes = Readonly<Record<string, string | number>>;

/** Part of a picture, ready to be written. */
export type Svg = { readonly markup: string };

function escaped(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return (
    text
      .replaceAll(/[&<>"]/g, (found) => named[found])
      // XML 1.0 has no way to write them.
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}

/** Lengths are rounded to hundredths: more is invisible. */
function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(
      ([name, value]) => ` ${name}="${escaped(typeof value === 'number' ? String(Number(value.toFixed(2))) : value)}"`,
    )
    .join('');
}

/** @param content text, or child elements */
export function element(name: string, attributes: Attributes, content: string | readonly Svg[] = []): Svg {
  const inside = typeof content === 'string' ? escaped(content) : content.map(({ markup }) => markup).join('');
  const opening = `<${name}${attributesOf(attributes)}`;
  return { markup: inside === '' ? `${opening}/>` : `${opening}>${inside}</${name}>` };
}

/** A whole file. */
export function svgFile(width: number, height: number, title: string, content: readonly Svg[]): string {
  const root = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    [element('title', {}, title), ...content],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`;
}
