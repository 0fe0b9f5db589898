/** The one function of js-yaml that is used; the package brings no types. */
declare module 'js-yaml' {
  /** @throws YAMLException where the text is no YAML */
  export function load(text: string): unknown;
}
