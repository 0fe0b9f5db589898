export { draw } from './draw.ts';
export { score } from './score.ts';
export { shell } from './shell.ts';
