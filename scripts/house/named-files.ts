/** Reads the files that a "How to …" of CONTRIBUTING.md names. */

/**
 * @param how its heading: "add a message"
 * @returns the files in backticks below src/ or scripts/, sorted
 * @throws Error where there is no such heading
 */
export function namedFiles(contributing: string, how: string): string[] {
  const section = contributing.split(/\n(?=\*\*)/).find((part) => part.startsWith(`**${how}`));
  if (section === undefined) throw new Error(`CONTRIBUTING.md does not say how to ${how}.`);
  const [paragraph] = section.split('\n\n');
  return [...new Set([...paragraph.matchAll(/`((?:src|scripts)\/[^`]+\.\w+)`/g)].map(([, file]) => file))].sort();
}
