import { describe, expect, test, vi } from 'vitest';
import { never, offline, problem, reply, serve, session } from '../test/mock';
import { ApiClient, Intention } from './client';
import { Failure } from './failure';

const client = () => ApiClient.at('/api/v1');
const failureOf = (call: Promise<unknown>) => call.then(() => { throw new Error('succeeded'); }, (error: unknown) => error as Failure);

describe('the client', () => {
  test('asks for the session once and sends the token it was given with a write', async () => {
    const server = serve({ 'GET /session': session, 'POST /things': { ok: true } });

    await client().write('POST', '/things', { a: 1 });
    await client().write('POST', '/things', { a: 2 });

    expect(server.calls('GET /session')).toHaveLength(1);
    expect(server.calls('POST /things')[0]?.headers.get('x-csrf-token')).toBe('t-1');
    expect(server.calls('POST /things')[0]?.headers.get('content-type')).toBe('application/json');
  });

  test('renews the session and retries once when the token was refused', async () => {
    let tokens = 0;
    const server = serve({
      'GET /session': () => ({ ...session, csrf: { header: 'X-CSRF-TOKEN', token: `t-${++tokens}` } }),
      'POST /things': ({ headers }: { headers: Headers }) => headers.get('x-csrf-token') === 't-2' ? { ok: true } : reply(403)
    });
    const intention = new Intention();

    const answer = await client().write('POST', '/things', {}, { intention });

    expect(answer.value).toEqual({ ok: true });
    expect(server.calls('POST /things').map(({ headers }) => headers.get('idempotency-key'))).toEqual([intention.key, intention.key]);
  });

  test('does not retry what the rules refuse', async () => {
    const server = serve({ 'GET /session': session, 'POST /things': problem(403, 'access.denied', 'Not allowed', 'You need a role') });

    const failure = await failureOf(client().write('POST', '/things', {}));

    expect(failure).toMatchObject({ kind: 'forbidden', code: 'access.denied' });
    expect(server.calls('POST /things')).toHaveLength(1);
  });

  test('gives up as signed out when the retry is refused too', async () => {
    serve({ 'GET /session': session, 'POST /things': reply(401) });

    expect(await failureOf(client().write('POST', '/things', {}))).toMatchObject({ kind: 'signed-out' });
  });

  test('asks conditionally and answers from memory when nothing changed', async () => {
    const server = serve({ 'GET /queue': { etag: '7', items: [1] } });

    await client().get('/queue');
    const second = await client().get('/queue');

    expect(server.asked[1]?.headers.get('if-none-match')).toBe('"7"');
    expect(second).toMatchObject({ value: { items: [1] }, changed: false, etag: '"7"' });
  });

  test('tells what the problem says', async () => {
    serve({ 'GET /things': problem(503, 'database', 'Busy', 'The database is busy', { retryable: true }) });

    const failure = await failureOf(client().get('/things'));

    expect(failure).toMatchObject({ kind: 'unavailable', status: 503, passing: true, message: 'The database is busy' });
  });

  test('takes a sign-in page in the place of an answer for what it is', async () => {
    serve({ 'GET /things': reply(200, '<html>', { 'content-type': 'text/html;charset=UTF-8' }) });

    expect(await failureOf(client().get('/things'))).toMatchObject({ kind: 'signed-out' });
  });

  test('tells a lost connection from an answer that takes too long', async () => {
    serve({ 'GET /lost': offline, 'GET /slow': never });

    expect(await failureOf(client().get('/lost'))).toMatchObject({ kind: 'offline' });
    expect(await failureOf(client().get('/slow', { timeout: 5 }))).toMatchObject({ kind: 'timeout' });
  });

  test('stops when nobody waits for the answer', async () => {
    serve({ 'GET /slow': never });
    const gone = new AbortController();
    const call = client().get('/slow', { signal: gone.signal });

    gone.abort();

    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('makes another key for another intention, also without TLS', () => {
    vi.stubGlobal('isSecureContext', false);

    expect(new Intention().key).toMatch(/^[0-9a-f]{32}$/);
    expect(new Intention().key).not.toBe(new Intention().key);
  });

  test('sends the tag in quotes, whether it came from a header or from a body', async () => {
    const server = serve({ 'GET /session': session, 'PUT /things': {} });

    await client().write('PUT', '/things', {}, { ifMatch: '3.9f2c.5e' });
    await client().write('PUT', '/things', {}, { ifMatch: '"3.9f2c.5e"' });

    expect(server.calls('PUT /things').map(({ headers }) => headers.get('if-match'))).toEqual(['"3.9f2c.5e"', '"3.9f2c.5e"']);
  });

  test('forgets who was signed in, and what they saw, when nobody is any more', async () => {
    const server = serve({ 'GET /session': session, 'GET /queue': { etag: '7' } });
    await client().session();
    await client().get('/queue');

    server.answers['GET /other'] = reply(401);
    await failureOf(client().get('/other'));
    await client().session();
    await client().get('/queue');

    expect(server.calls('GET /session')).toHaveLength(2);
    expect(server.calls('GET /queue')[1]?.headers.get('if-none-match')).toBeNull();
  });
});
