// Bundles the screens, and fails when the first part grows: node build/build.mjs
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { writeDeclarations } from './declarations.mjs';

const LIMIT = 40 * 1024;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = process.env.SLUICE_UI_OUT ?? join(root, '../../../target/classes/io/sluice/promotion/spring/ui/static');

await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: out } });

writeDeclarations(root, out);

const files = readdirSync(out, { recursive: true }).map(String).filter(name => statSync(join(out, name)).isFile());
const size = name => gzipSync(readFileSync(join(out, name)), { level: 9 }).length;
const kilobytes = bytes => `${(bytes / 1024).toFixed(1)} KB`;

const first = new Set();
(function follow(name) {
  if (first.has(name)) return;
  first.add(name);
  for (const [, path] of readFileSync(join(out, name), 'utf8').matchAll(/(?:import|export)\s*(?:[^"'();]*?from\s*)?["'](\.[^"']+)["']/g)) {
    follow(join(dirname(name), path));
  }
})('sluice.js');

let total = 0;
for (const name of first) total += size(name);
console.log(`sluice-ui: the first part is ${kilobytes(total)} gzip (limit ${kilobytes(LIMIT)})`);
for (const name of files.filter(name => name.endsWith('.js') && !first.has(name)).sort()) {
  console.log(`sluice-ui:   ${name} ${kilobytes(size(name))}`);
}
if (total > LIMIT) {
  console.error(`sluice-ui: the first part is larger than ${kilobytes(LIMIT)}`);
  process.exit(1);
}
