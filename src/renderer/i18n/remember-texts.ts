/** Panels ask for the same texts whenever a number beside them changes; writing one takes longer than looking it up. */

const most = 2_000;

/** @returns a function that caches what `write` returns for each question */
export function rememberTexts(): (question: string, write: () => string) => string {
  const texts = new Map<string, string>();
  return (question, write) => {
    const known = texts.get(question);
    if (known !== undefined) return known;
    if (texts.size >= most) texts.clear();
    const text = write();
    texts.set(question, text);
    return text;
  };
}
