/** What a built host uses of the machine, as reported by the system (Linux) and its own threads. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type HostFigures = {
  /** Resident memory in MB. */
  readonly resident: number;
  /** JavaScript heaps of the host's and of the engine's thread, in MB. */
  readonly heap: number;
  /** WebAssembly memory still held, in MB. */
  readonly wasm: number;
  /** Processor time in seconds, of all threads and of the compute threads. */
  readonly processor: { readonly all: number; readonly kernels: number };
};

const megabyte = 2 ** 20;

/** `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/**
 * Node's options with which each thread of the host, except compute threads, writes its heap and WebAssembly memory
 * once a second.
 * @param folder for a file of each thread
 */
export function reportingTo(folder: string): string[] {
  const program = `
    import { renameSync, writeFileSync } from 'node:fs';
    import { threadId } from 'node:worker_threads';
    const file = ${JSON.stringify(join(folder, 'thread-'))} + threadId;
    let memories = [];
    WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
      construct(Memory, given) {
        const memory = new Memory(...given);
        memories.push(new WeakRef(memory));
        return memory;
      },
    });
    setInterval(() => {
      memories = memories.filter((memory) => memory.deref());
      const wasm = memories.reduce((sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0), 0);
      writeFileSync(file + '.tmp', JSON.stringify({ heap: process.memoryUsage().heapUsed, wasm }));
      renameSync(file + '.tmp', file);
    }, 1000).unref();`;
  return ['--import', `data:text/javascript,${encodeURIComponent(program)}`];
}

/** @param folder as for {@link reportingTo} */
export function readHostFigures(pid: number, folder: string): HostFigures {
  const process = join('/proc', String(pid));
  const threads = readdirSync(join(process, 'task')).map((thread) => join(process, 'task', thread));
  const reports = readdirSync(folder)
    .filter((name) => /^thread-\d+$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { heap: number; wasm: number });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const resident = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(join(process, 'status'), 'utf8'))?.[1]);
  return {
    resident: resident / 1024,
    heap: sum(reports.map(({ heap }) => heap)) / megabyte,
    wasm: sum(reports.map(({ wasm }) => wasm)) / megabyte,
    processor: { all: processorSeconds(process), kernels: sum(threads.filter(computes).map(processorSeconds)) },
  };
}

/**
 * Worker threads in the order of their start: the engine, then the compute threads.
 * @param thread its folder in /proc
 */
function computes(thread: string, _index: number, threads: readonly string[]): boolean {
  const workers = threads
    .filter((other) => readFileSync(join(other, 'comm'), 'utf8').trim() === 'WorkerThread')
    .sort((a, b) => Number(basename(a)) - Number(basename(b)));
  return workers.indexOf(thread) > 0;
}

/** @param process its folder in /proc, or that of a thread */
function processorSeconds(process: string): number {
  const stat = readFileSync(join(process, 'stat'), 'utf8');
  // Behind the name, which may hold anything, utime and stime are the 12th and 13th field (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
