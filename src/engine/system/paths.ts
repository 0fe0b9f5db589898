/** Names of files in folders, as this system writes them. */

export { basename, dirname, join } from 'node:path';
