/**
 * Replaces fpm where electron-builder makes a .deb: the same arguments, but `dpkg-deb` packs. fpm itself is a download.
 * Of two files for one place it takes the first: those of electron-builder.yml come before those that electron-builder
 * adds.
 */

import { messageOf } from '../../src/domain/errors.ts';
import { makeDeb } from './deb.ts';
import { readFpmArguments } from './fpm-arguments.ts';

try {
  await makeDeb(readFpmArguments(process.argv.slice(2)));
} catch (error) {
  console.error(`The .deb cannot be made: ${messageOf(error)}`);
  process.exitCode = 1;
}
