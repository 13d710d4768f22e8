import type { Navigation } from './events';
import { setOverrides, type Overrides } from './i18n';

/** What a host may settle for all elements of the page. */
export interface SluiceOptions {
  /** Address of the REST API; `/api/v1` unless told. */
  api?: string;
  organization?: string;
  /** BCP 47. */
  language?: string;
  /** Single-letter keys of lists; on unless told. */
  keys?: boolean;
  /** Addresses of the host's own pages, so that links can be opened in a new tab. */
  href?: (to: Navigation) => string;
  messages?: Overrides;
}

let current: SluiceOptions = {};
const listeners = new Set<() => void>();

/** Settles what holds for all elements of the page; what an element's own attribute says goes first. */
export function configure(options: SluiceOptions): void {
  current = { ...current, ...options };
  if (options.messages) {
    setOverrides(options.messages);
  }
  listeners.forEach(listener => listener());
}

export function options(): SluiceOptions {
  return current;
}

export function onConfigured(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `<meta name="sluice-api" content="/api/v1">` for pages whose policy forbids scripts of their own. */
export function fromPage(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="sluice-${name}"]`)?.content;
}
