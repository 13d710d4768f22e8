// What the Maven build runs: installs what the lock file names, builds the plugin, tests it in a browser and against the
// packaged verifier.
//
//   node verify.mjs

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = name => fileURLToPath(new URL(name, import.meta.url));
const OLDEST_NODE = 20;
const STAMP = here('node_modules/.lock-digest');

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(`The kit for Camunda Modeler needs node ${OLDEST_NODE} or later, this is ${process.versions.node}.`);
}
const digest = createHash('sha256').update(readFileSync(here('package-lock.json'))).digest('hex');
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== digest) {
  run('npm', 'ci', '--ignore-scripts', '--loglevel=error');
  writeFileSync(STAMP, digest);
}
run('npm', 'run', '--silent', 'build');
process.env.VERIFIER ??= here('../target/promotion-verifier.jar');
run('npm', '--silent', 'test');

function run(command, ...parameters) {
  const { status, error } = spawnSync(command, parameters,
    { cwd: here('.'), stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) {
    fail(`${command} cannot be run: ${error.message}. Install node ${OLDEST_NODE} with npm, or skip this part: -Dskip.modeler`);
  }
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
