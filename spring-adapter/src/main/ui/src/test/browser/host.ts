/** A host in small: the bundle as it is in the jar, an API of fixtures and a page under the strictest policy. */
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'";

export interface Host {
  address: string;
  /** Folder of the bundle. */
  bundle: string;
  close(): Promise<void>;
}

/** @param pages by path, HTML of the body; `answers` by "METHOD /path" of the API, JSON or text */
export async function startHost(pages: Record<string, string>, answers: Record<string, unknown>): Promise<Host> {
  const bundle = mkdtempSync(join(tmpdir(), 'sluice-ui-'));
  // In a process of its own: what tests run in is no production.
  execFileSync(process.execPath, [join(ROOT, 'build/build.mjs')], { env: { ...process.env, NODE_ENV: 'production', SLUICE_UI_OUT: bundle }, stdio: ['ignore', 'ignore', 'inherit'] });
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const body = pages[path];
    if (body !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html;charset=UTF-8', 'content-security-policy': POLICY });
      response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><script type="module" src="/sluice/sluice.js"></script></head><body>${body}</body></html>`);
    } else if (path.startsWith('/sluice/')) {
      try {
        const file = readFileSync(join(bundle, normalize(path.slice('/sluice/'.length))));
        response.writeHead(200, { 'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/css', 'x-content-type-options': 'nosniff' });
        response.end(file);
      } catch {
        response.writeHead(404).end();
      }
    } else if (path.startsWith('/api/v1/')) {
      const answer = answers[`${request.method} ${path.slice('/api/v1'.length)}`];
      const text = typeof answer === 'string';
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': text ? 'application/xml' : 'application/json' });
      response.end(text ? answer : JSON.stringify(answer ?? {}));
    } else {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bundle,
    close: async () => {
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
      rmSync(bundle, { recursive: true, force: true });
    }
  };
}
