/** What a menu, a shortcut or a button can ask of the page, by name. The page gives each name its function, in `App.svelte`. */

export type CommandName = 'openFile' | 'saveModel' | 'export';

export type Commands = Readonly<Record<CommandName, () => void>>;
