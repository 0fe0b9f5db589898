/** Path functions of this system. */

export { basename, dirname, join } from 'node:path';
