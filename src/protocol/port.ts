/** A two-way channel for structured-cloneable messages. Engine and renderer do not depend on its transport. */

export type Unsubscribe = () => void;

export type Port = {
  /** Sends one message. Silently dropped after the port has closed. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Unsubscribe;
  /** Called once when the other side is gone. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
};
