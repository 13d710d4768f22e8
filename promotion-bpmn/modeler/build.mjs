// Builds the plugin for Camunda Modeler: a folder for resources/plugins, and the same as a zip file.
//
//   node build.mjs [FOLDER]      (default: ../target)

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

const HERE = dirname(fileURLToPath(import.meta.url));
const NAME = 'promotion-modeler-plugin';
const HOST_STEPS = `// The steps of your own program, for the checks: topics and delegates, each with the errors it can throw, such as
// { topics: { "acme.smoke": { "errors": ["SMOKE_FAILED"] } }, delegates: { "acmeTicket": {} } }
var sluiceHostSteps = { topics: {}, delegates: {} };
`;
// Zip files know no earlier day; the same sources give the same bytes.
const LONG_AGO = new Date(1980, 0, 1);

export async function buildPlugin(target = join(HERE, '../target')) {
  const folder = join(target, NAME);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(HERE, 'src/client.js')],
    outfile: join(folder, 'client.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    banner: { js: HOST_STEPS },
    plugins: [allRules],
    logLevel: 'warning'
  });
  cpSync(join(HERE, 'plugin'), folder, { recursive: true });
  cpSync(join(HERE, '.camunda'), join(folder, '.camunda'), { recursive: true });
  cpSync(join(HERE, '../../LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(HERE, 'node_modules/camunda-modeler-plugin-helpers/LICENSE'), join(folder, 'LICENSE-camunda-modeler-plugin-helpers'));
  writeFileSync(join(target, `${NAME}.zip`), zip(target, folder));
  return folder;
}

/** The module that holds every rule by its name. */
const allRules = {
  name: 'all-rules',
  setup(bundle) {
    const folder = join(HERE, 'bpmnlint-plugin-sluice/rules');
    bundle.onResolve({ filter: /^sluice-rules$/ }, ({ path }) => ({ path, namespace: 'rules' }));
    bundle.onLoad({ filter: /.*/, namespace: 'rules' }, () => ({
      contents: `module.exports = {${readdirSync(folder).sort()
        .map(file => `${JSON.stringify(file.replace('.js', ''))}: require(${JSON.stringify(join(folder, file))})`)}};`,
      resolveDir: folder
    }));
  }
};

function zip(root, folder) {
  return zipSync(Object.fromEntries(filesIn(folder)
    .map(file => [relative(root, file).replaceAll('\\', '/'), readFileSync(file)])), { level: 9, mtime: LONG_AGO });
}

function filesIn(folder) {
  return readdirSync(folder).sort().map(name => join(folder, name))
    .flatMap(path => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${await buildPlugin(process.argv[2])} and ${NAME}.zip`);
}
