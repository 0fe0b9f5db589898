/** Reads the files that a "How to …" of CONTRIBUTING.md names. */

/**
 * @param how its heading: "add a message" @param names what stands for `<cell>` and the like
 * @returns the files in backticks below src/ or scripts/, sorted
 * @throws Error where there is no such heading
 */
export function namedFiles(contributing: string, how: string, names: Readonly<Record<string, string>> = {}): string[] {
  const section = contributing.split(/\n(?=\*\*)/).find((part) => part.startsWith(`**${how}`));
  if (section === undefined) throw new Error(`CONTRIBUTING.md does not say how to ${how}.`);
  const [paragraph] = section.split('\n\n');
  const files = [...paragraph.matchAll(/`((?:src|scripts)\/[^`]+\.\w+)`/g)].map(([, file]) =>
    file.replace(/<(\w+)>/g, (whole, name: string) => names[name] ?? whole),
  );
  return [...new Set(files)].sort();
}
