import type { Problem, Session } from '../api/contract';
import { clock } from './clock';
import { Failure, kindOf } from './failure';

/** What came back: the value, and its entity tag for If-Match. */
export interface Answer<T> {
  value: T;
  etag: string;
  /** False when the server said that nothing changed since the last call. */
  changed: boolean;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Milliseconds; 20,000 unless told. */
  timeout?: number;
}

export interface WriteOptions extends CallOptions {
  ifMatch?: string;
  intention?: Intention;
}

/**
 * One thing that the user wants, however often it is sent: a retry carries the same key, so that the server does it once.
 * Make one when a dialog opens, and the next when the form was sent with success.
 */
export class Intention {
  readonly key = randomKey();
}

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const TIMEOUT = 20_000;

/** The REST API at one address. All elements of a page that name the same address share one. */
export class ApiClient {
  private static readonly clients = new Map<string, ApiClient>();
  private signedIn?: Promise<Session>;
  private readonly seen = new Map<string, { etag: string; value: unknown }>();

  constructor(readonly base: string) {}

  static at(base: string): ApiClient {
    const address = base.replace(/\/+$/, '');
    let client = this.clients.get(address);
    if (!client) {
      client = new ApiClient(address);
      this.clients.set(address, client);
    }
    return client;
  }

  /** For tests, and after the user of the page changed. */
  static forgetAll(): void {
    this.clients.clear();
  }

  /** Who is signed in. Asked once. */
  session(): Promise<Session> {
    this.signedIn ??= this.send<Session>('GET', '/session', undefined, {}).then(answer => answer.value);
    this.signedIn.catch(() => (this.signedIn = undefined));
    return this.signedIn;
  }

  renewSession(): Promise<Session> {
    this.signedIn = undefined;
    return this.session();
  }

  /** Asks conditionally when it has an answer from before. */
  async get<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, options);
  }

  /** Sends once more with a new session when the first try found the session or its token gone. */
  async write<T>(method: Method, path: string, body?: unknown, options: WriteOptions = {}): Promise<Answer<T>> {
    const before = await this.session();
    try {
      return await this.send<T>(method, path, body, options, before);
    } catch (error) {
      const failure = Failure.of(error);
      const tokenRefused = failure.kind === 'signed-out' || (failure.kind === 'forbidden' && failure.code === '');
      if (!tokenRefused) {
        throw failure;
      }
      const session = await this.renewSession();
      return this.send<T>(method, path, body, options, session);
    }
  }

  private async send<T>(method: 'GET' | Method, path: string, body: unknown, options: WriteOptions, session?: Session): Promise<Answer<T>> {
    const address = this.base + path;
    const known = method === 'GET' ? this.seen.get(address) : undefined;
    const headers = new Headers({ accept: 'application/json, application/problem+json, */*;q=0.5' });
    if (known) headers.set('if-none-match', known.etag);
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (options.ifMatch) headers.set('if-match', quoted(options.ifMatch));
    if (options.intention) headers.set('idempotency-key', options.intention.key);
    if (method !== 'GET' && session?.csrf) headers.set(session.csrf.header, session.csrf.token);

    const response = await this.fetch(address, {
      method, headers, credentials: 'same-origin', cache: 'no-store', redirect: 'manual',
      body: body === undefined ? null : JSON.stringify(body)
    }, options);
    if (response.status === 304 && known) {
      return { value: known.value as T, etag: known.etag, changed: false };
    }
    // A host that redirects to its sign-in page answers a call of a script the same way.
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      this.forget();
      throw new Failure('signed-out', 401);
    }
    if (!response.ok) {
      if (response.status === 401) this.forget();
      throw await failureOf(response);
    }
    const value = await read<T>(response);
    const etag = response.headers.get('etag') ?? '';
    if (method === 'GET' && etag) {
      this.remember(address, etag, value);
    }
    synchronize(value);
    return { value, etag, changed: true };
  }

  private async fetch(address: string, request: RequestInit, { signal, timeout = TIMEOUT }: CallOptions): Promise<Response> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeout);
    const stop = () => limit.abort();
    signal?.addEventListener('abort', stop);
    try {
      signal?.throwIfAborted();
      return await fetch(address, { ...request, signal: limit.signal });
    } catch (error) {
      if (signal?.aborted) {
        throw new DOMException('Not needed any more', 'AbortError');
      }
      throw new Failure(limit.signal.aborted ? 'timeout' : 'offline', 0);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Whoever signs in next may be somebody else. */
  private forget(): void {
    this.signedIn = undefined;
    this.seen.clear();
  }

  private remember(address: string, etag: string, value: unknown): void {
    this.seen.delete(address);
    this.seen.set(address, { etag, value });
    const oldest = this.seen.keys().next().value;
    if (this.seen.size > 50 && oldest !== undefined) {
      this.seen.delete(oldest);
    }
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) {
    return undefined as T;
  }
  const type = response.headers.get('content-type') ?? '';
  // A sign-in page that came with 200 is no answer.
  if (type.startsWith('text/html')) {
    throw new Failure('signed-out', 401);
  }
  try {
    return (type.includes('json') ? await response.json() : await response.text()) as T;
  } catch {
    throw new Failure('offline', 0);
  }
}

async function failureOf(response: Response): Promise<Failure> {
  const type = response.headers.get('content-type') ?? '';
  let problem: Problem | undefined;
  if (type.includes('problem+json')) {
    problem = await response.json().catch(() => undefined) as Problem | undefined;
  }
  const retryAfter = Number(response.headers.get('retry-after'));
  return new Failure(kindOf(response.status), response.status, problem, retryAfter > 0 ? retryAfter : undefined);
}

/** Bodies carry the tag bare, headers in quotes; either may be sent back. */
function quoted(tag: string): string {
  return /^(W\/)?"|^\*$/.test(tag) ? tag : `"${tag}"`;
}

function synchronize(value: unknown): void {
  if (value !== null && typeof value === 'object' && 'now' in value && typeof value.now === 'string') {
    clock.synchronize(value.now);
  }
}

/** `crypto.randomUUID` exists only on pages that came over TLS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
