// The screens with a mock in the place of the server: node build/dev.mjs
import { join } from 'node:path';
import { createServer } from 'vite';

const server = await createServer({ root: join(import.meta.dirname, '..'), server: { host: '127.0.0.1', open: false, fs: { allow: [join(import.meta.dirname, '../../../../..')] } } });
await server.listen();
console.log(`${server.resolvedUrls.local[0]}src/test/page.html`);
