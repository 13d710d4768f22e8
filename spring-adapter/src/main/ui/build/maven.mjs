// What the Maven build runs. `node build/maven.mjs bundle` installs what the lock file names and bundles the screens, each
// only when something changed; `test` runs the tests without a browser, `screens` those in Chromium, `bench`
// measures.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const OLDEST_NODE = [20, 19];
const root = join(import.meta.dirname, '..');
const target = process.env.SLUICE_UI_TARGET ?? join(root, '../../../target');
const out = join(target, 'classes/io/sluice/promotion/spring/ui/static');

const version = process.versions.node.split('.').map(Number);
if (version[0] < OLDEST_NODE[0] || (version[0] === OLDEST_NODE[0] && version[1] < OLDEST_NODE[1])) {
  fail(`The screens need node ${OLDEST_NODE.join('.')} or later to be built, this is ${process.versions.node}. Leave them out with -Dsluice.ui.skip=true`);
}

once(join(root, 'node_modules/.lock-digest'), digestOf(['package-lock.json', '.npmrc']), () => run('npm', 'ci', '--ignore-scripts', '--prefer-offline', '--loglevel=error'));
switch (process.argv[2]) {
  case 'bundle': {
    const sources = [...filesBelow('src'), ...filesBelow('build'), 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
    const stamp = join(target, 'ui/bundle-digest');
    once(stamp, digestOf(sources), () => {
      run('npm', 'run', '--silent', 'types');
      run('npm', 'run', '--silent', 'build');
    }, existsSync(join(out, 'sluice.js')));
    break;
  }
  case 'test':
    run('npm', 'run', '--silent', 'test');
    break;
  case 'screens':
    run('npm', 'run', '--silent', 'screens');
    break;
  case 'bench':
    run('npm', 'run', '--silent', 'bench');
    break;
  default:
    fail('bundle, test, screens or bench');
}

function once(stamp, digest, work, stillThere = true) {
  if (stillThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
}

function digestOf(names) {
  const digest = createHash('sha256');
  for (const name of names) digest.update(name).update('\0').update(readFileSync(join(root, name)));
  return digest.digest('hex');
}

function run(command, ...parameters) {
  const { status, error } = spawnSync(command, parameters, {
    cwd: root, stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, SLUICE_UI_OUT: out, SLUICE_UI_SCREENS: join(target, 'screens') }
  });
  if (error) {
    fail(`${command} cannot be run: ${error.message}. Install node ${OLDEST_NODE.join('.')} with npm, or leave the screens out: -Dsluice.ui.skip=true`);
  }
  if (status !== 0) process.exit(status ?? 1);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
