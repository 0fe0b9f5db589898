/** Panels ask for the same texts again each time that a number beside them changes; writing one takes longer than looking it up. */

const most = 2_000;

/** @returns gives back what was written to the same question, else has it written */
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
