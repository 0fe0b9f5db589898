/**
 * Fills the manifests for other package collections from a release. Runs on Node alone: the release has no packages
 * then.
 */

export type Release = {
  /** Without the v of its tag. */
  readonly version: string;
  /** As `2026-11-29`. */
  readonly date: string;
  /** sha256 of each file of the release, by its name. */
  readonly checksums: ReadonlyMap<string, string>;
};

/**
 * Reads the output of `sha256sum`.
 * @throws Error where a line has another form
 */
export function readChecksums(text: string): Map<string, string> {
  const lines = text.trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [, sum, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      if (!sum) throw new Error(`"${line}" is not a checksum with a name.`);
      return [name, sum];
    }),
  );
}

/**
 * Fills what is in braces: `{{version}}`, `{{date}}`, `{{url}}` (the folder of the files), `{{sha256 win-x64.exe}}`.
 * @throws Error where the release does not have it
 */
export function fill(template: string, { version, date, checksums }: Release): string {
  const values: Partial<Record<string, string>> = {
    version,
    date,
    url: `https://github.com/gatescope/gatescope/releases/download/v${version}`,
  };
  return template.replaceAll(/\{\{(?:sha256 (\S+)|(\w+))\}\}/g, (_, end?: string, name?: string) => {
    const value = end ? checksums.get(`Gatescope-${version}-${end}`) : values[name ?? ''];
    if (value === undefined) throw new Error(`The release has no ${end ? `file that ends with ${end}` : name}.`);
    return value;
  });
}
