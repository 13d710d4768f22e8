/** A server for tests and for development: answers `fetch` from a table. */
import type { Problem, Session } from '../api/contract';

export interface Asked {
  method: string;
  /** Path below the address of the API, without the query. */
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}
type Special = Reply & { readonly special: 'reply' | 'never' | 'offline' };
export type Answering = unknown | ((asked: Asked) => unknown);

/**
 * By "METHOD /path" below the address of the API; `*` stands for one segment. A value is sent with 200; a function is asked;
 * `reply`, `problem`, `never` and `offline` answer otherwise.
 */
export type Answers = Record<string, Answering>;

export function reply(status: number, body?: unknown, headers: Record<string, string> = {}): Special {
  return { special: 'reply', status, body, headers };
}

export function problem(status: number, code: string, title: string, detail: string, more: Partial<Problem> = {}): Special {
  const body: Problem = { type: `urn:sluice:problem:${code}`, title, status, detail, code, retryable: status >= 500, ...more };
  return { special: 'reply', status, body, headers: { 'content-type': 'application/problem+json' } };
}

export const never: Special = { special: 'never', status: 0 };
export const offline: Special = { special: 'offline', status: 0 };

export interface MockServer {
  asked: Asked[];
  answers: Answers;
  /** Requests that are being answered; not those that never are. */
  pending: number;
  /** Requests to one "METHOD /path". */
  calls(pattern: string): Asked[];
}

/** Puts a mock in the place of `fetch`. */
export function serve(answers: Answers, api = '/api/v1'): MockServer {
  const server: MockServer = {
    asked: [], answers, pending: 0,
    calls: pattern => server.asked.filter(asked => matches(pattern, `${asked.method} ${asked.path}`))
  };
  globalThis.fetch = async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = new URL(String(input instanceof Request ? input.url : input), 'http://sluice.test');
    const asked: Asked = {
      method: init.method ?? 'GET', path: url.pathname.slice(api.length), query: url.searchParams, headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) as unknown : undefined
    };
    server.asked.push(asked);
    const wanted = `${asked.method} ${asked.path}`;
    const pattern = Object.keys(server.answers).find(key => matches(key, wanted));
    let answer = pattern === undefined ? problem(404, 'not-found', 'Not found', `The mock has no answer to ${wanted}`) : server.answers[pattern];
    if (typeof answer === 'function') answer = (answer as (asked: Asked) => unknown)(asked);
    server.pending++;
    try {
      answer = await answer;
    } finally {
      server.pending--;
    }
    const special = isSpecial(answer) ? answer : undefined;
    if (special?.special === 'offline') throw new TypeError('Failed to fetch');
    if (special?.special === 'never') {
      return new Promise<Response>((_, refuse) => {
        const stop = () => refuse(new DOMException('aborted', 'AbortError'));
        if (init.signal?.aborted) stop();
        init.signal?.addEventListener('abort', stop);
      });
    }
    const { status, body, headers } = special ?? { status: 200, body: answer, headers: {} };
    const all = new Headers({ 'content-type': 'application/json', ...headers });
    if (body !== null && typeof body === 'object' && 'etag' in body && !all.has('etag')) all.set('etag', `"${String(body.etag)}"`);
    if (all.has('etag') && all.get('etag') === asked.headers.get('if-none-match')) return new Response(null, { status: 304, headers: all });
    return new Response(status === 204 || body === undefined ? null : all.get('content-type')!.includes('json') ? JSON.stringify(body) : String(body), { status, headers: all });
  };
  return server;
}

function isSpecial(answer: unknown): answer is Special {
  return answer !== null && typeof answer === 'object' && 'special' in answer;
}

function matches(pattern: string, wanted: string): boolean {
  const one = pattern.split('/');
  const other = wanted.split('/');
  return one.length === other.length && one.every((part, at) => part === '*' || part === other[at]);
}

export const session: Session = {
  person: { id: 'tom.berg', name: 'Tom Berg' },
  organizations: [{ id: 'acme', name: 'Acme' }],
  organization: 'acme',
  csrf: { header: 'X-CSRF-TOKEN', token: 't-1' },
  now: '2026-11-23T09:42:00Z',
  may: ['CREATE_WORKSPACE', 'CREATE_FREEZE', 'REGISTER_VERSION']
};
