/** What a host and its engine process exchange, besides ports. */

/** Where the engine finds its files. Given at start: as `workerData` to a worker thread, as JSON in `argv[2]` to a utility process. */
export type EngineAssets = {
  /** Folder of the four MNIST IDX files. */
  readonly dataDirectory: string;
  /** Folder of the pretrained model: model.json, weights.bin, metadata.json. */
  readonly modelDirectory: string;
  /** Folder of the pretrained row generator, likewise. */
  readonly generatorDirectory: string;
  /** Folder of the pretrained readers of strips; left out, there are none. */
  readonly stripsDirectory?: string | undefined;
  /** Folder of what the person keeps; made when needed. Left out, it is kept in memory alone. */
  readonly userDirectory?: string | undefined;
  /** Seconds after which a run that trains is saved again; by default 60. */
  readonly saveSeconds?: number | undefined;
  /** Folder of the compiled kernels. */
  readonly kernelDirectory: string;
  /** The program of a computing thread, and Node's options for it. */
  readonly threadFile: string;
  readonly threadOptions?: readonly string[] | undefined;
  /** How many computing threads to start; by default one for each core. */
  readonly threads?: number | undefined;
  /** Name of the kernel build that a person asks for. */
  readonly kernels?: string | undefined;
  /** How to run the kernels on this machine, as the host determined before starting this process (ADR 6). */
  readonly choice?: KernelChoice | undefined;
  /** The runtime's name and version for the About panel, e.g. `Electron 45.5.0`. */
  readonly runtime: string;
};

export type KernelChoice = {
  /** The fastest build; null where none could be tried. */
  readonly kernels: string | null;
  /** Whether V8 pairs vectors under the flags that the engine's process was started with, as measured. */
  readonly paired: boolean;
};

/**
 * Host → engine: serve another client. The port travels with the message: as the property `port` to a worker thread, as
 * `event.ports[0]` to a utility process.
 */
export type ConnectMessage = { readonly type: 'connect' };

/** Host → engine: the machine is about to sleep; save the run. */
export type SaveMessage = { readonly type: 'save' };

/** Host → engine: stop training, save, and exit. After `limits.maxEndMs` the host kills it. */
export type EndMessage = { readonly type: 'end' };

export type HostMessage = ConnectMessage | SaveMessage | EndMessage;

/**
 * MB that an engine has for what lives briefly. Without a limit V8 (13.6) takes up to 192 on a machine with much memory, and
 * doubles it each time that much happens to be alive when it looks: the engine would seem to leak for hours.
 */
export const youngGenerationMb = 24;
