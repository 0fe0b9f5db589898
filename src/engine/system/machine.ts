/** The machine and runtime of the engine. */

import { availableParallelism, cpus, hostname, totalmem } from 'node:os';

/** Number of hardware threads. */
export function coreCount(): number {
  return availableParallelism();
}

/** Total memory in bytes. */
export function memoryBytes(): number {
  return totalmem();
}

/** Distinguishes machines that share a folder. */
export function machineName(): string {
  return hostname();
}

/** Instruction set and model. */
export function processorName(): string {
  return `${process.arch} ${cpus().at(0)?.model.trim() ?? ''}`;
}

/** The JavaScript engine's version, which determines how the kernels compute and how fast. */
export function v8Version(): string {
  return process.versions.v8;
}

/** The runtime's name and version, for display. */
export function runtimeVersion(): string {
  return process.version;
}
