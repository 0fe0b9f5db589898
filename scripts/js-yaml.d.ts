/** The one function of js-yaml that is used; the package has no types. */
declare module 'js-yaml' {
  /** @throws YAMLException where the text is not YAML */
  export function load(text: string): unknown;
}
