/** Replaces Node's modules that the kernels' files import, in a page: a page has memory, and starts no threads. */

export const totalmem = () => 8e9;
export const availableParallelism = () => 1;
export const cpus = () => [];
export const hostname = () => '';
export const setFlagsFromString = () => undefined;
export const runInNewContext = () => () => undefined;
export const Worker = null;
