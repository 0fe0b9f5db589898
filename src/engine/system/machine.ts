/** The machine that the engine runs on, and the program that runs it. */

import { availableParallelism, cpus, hostname, totalmem } from 'node:os';

/** Threads that run at the same time. */
export function coreCount(): number {
  return availableParallelism();
}

/** Bytes of memory, free or not. */
export function memoryBytes(): number {
  return totalmem();
}

/** Tells machines of a shared folder apart. */
export function machineName(): string {
  return hostname();
}

/** Instruction set and model. */
export function processorName(): string {
  return `${process.arch} ${cpus().at(0)?.model.trim() ?? ''}`;
}

/** Of the JavaScript engine, which decides how fast and how the kernels compute. */
export function v8Version(): string {
  return process.versions.v8;
}

/** Of the program that runs this, for a person. */
export function runtimeVersion(): string {
  return process.version;
}
