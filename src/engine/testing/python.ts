/** The Python that reads exports in the tests. */

import { spawnSync } from 'node:child_process';

/** Set `GATESCOPE_PYTHON` if the libraries are not installed for `python3`. */
export const python = process.env.GATESCOPE_PYTHON ?? 'python3';

/** Whether all these libraries can be imported. */
export function pythonHas(...libraries: readonly string[]): boolean {
  const looked = `import importlib.util as u, sys; sys.exit(not all(u.find_spec(name) for name in sys.argv[1:]))`;
  return spawnSync(python, ['-c', looked, ...libraries]).status === 0;
}
