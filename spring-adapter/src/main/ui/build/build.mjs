// Bundles the screens, and fails when the first part grows: node build/build.mjs
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { writeDeclarations } from './declarations.mjs';

const LIMIT = 40 * 1024;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = process.env.SLUICE_UI_OUT ?? join(root, '../../../target/classes/io/sluice/promotion/spring/ui/static');

const built = await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: out } });

writeDeclarations(root, out);
writeLicences(built.output.flatMap(({ moduleIds = [] }) => moduleIds));

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

/** What is bundled along keeps its licence. */
function writeLicences(modules) {
  const packages = new Set(modules.map(id => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]).filter(Boolean));
  const texts = [...packages].sort().map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
  });
  writeFileSync(join(out, 'licenses.txt'), `The screens contain parts of these packages.\n\n${texts.join('\n' + '-'.repeat(80) + '\n\n')}`);
}
