/** Types of the fake of Electron. */

export type Frame = { readonly url: string; readonly parent: Frame | null };
export type WindowOptions = {
  readonly webPreferences: { readonly preload: string };
  readonly width?: number;
  readonly height?: number;
  readonly minWidth?: number;
  readonly minHeight?: number;
} & Readonly<Record<string, unknown>>;
export type RequestHandler = (request: { method: string; url: string }) => Promise<Response>;
export type OpenHandler = (details: { url: string }) => { action: string };
export type RequestFilter = (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void;
export type PermissionCheck = (contents: unknown, permission: string) => boolean;
export type PermissionAnswer = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
