// Says whether the sample versions still tell the story of ../SAMPLES.md; exits with 1 if they do not.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const resources = new URL('../src/main/resources/', import.meta.url);
const read = (path) => readFileSync(new URL(path, resources), 'utf8');
const json = (path) => JSON.parse(read(path));

const STORY = {
  'agent/support-assistant/1.4.0': { securityErrors: 0, failsIn: [] },
  'agent/support-assistant/1.5.0': { securityErrors: 2, failsIn: [] },
  'agent/support-assistant/1.6.0': { securityErrors: 0, failsIn: ['production'], comparedTo: '1.4.0' },
  'orchestration/refund-flow/2.0.0': { securityErrors: 0, failsIn: [] },
  'orchestration/refund-flow/2.1.0': { securityErrors: 0, failsIn: [], comparedTo: '2.0.0' },
};

function failedTests(version) {
  const folder = `artifacts/${version}/reports/tests/`;
  const files = readdirSync(new URL(folder, resources));
  return files.length === 0 ? -1 : files.filter((file) => /<(failure|error|skipped)\b/.test(read(folder + file))).length;
}

function securityErrors(version) {
  const open = (result) => result.level === 'error' && !result.suppressions?.length;
  return json(`artifacts/${version}/reports/security/eslint.sarif`).runs.flatMap((run) => run.results).filter(open).length;
}

/** By how many percent a version is worse than another: one number for each benchmark, negative if better. */
function worseBy(version, other) {
  const scores = (name) => json(`artifacts/${name}/reports/performance/jmh.json`);
  const before = new Map(scores(version.replace(/[^/]+$/, other)).map((run) => [run.benchmark, run.primaryMetric.score]));
  return scores(version).map(({ benchmark, mode, primaryMetric }) => {
    const ratio = primaryMetric.score / before.get(benchmark);
    return Math.round((mode === 'thrpt' ? 1 - ratio : ratio - 1) * 1000) / 10;
  });
}

/** The smoke test after a deployment, as ../SAMPLES.md describes it. */
function smokeTest(version, workspace) {
  const definition = json(`artifacts/${version}/definition.json`);
  const environment = json(`environments/${workspace}.json`);
  const problems = definition.requires.secrets
    .filter((secret) => !environment.secrets.includes(secret))
    .map((secret) => `the secret ${secret} is not offered by ${workspace}`);
  if (definition.kind === 'AGENT') {
    if (!environment.models.includes(definition.model.name)) {
      problems.push(`the model ${definition.model.name} is not offered by ${workspace}`);
    }
    if (!definition.tools.some((tool) => tool.name === definition.selfTest.expectedTool)) {
      problems.push(`the self-test expects the unknown tool ${definition.selfTest.expectedTool}`);
    }
  } else {
    const ids = new Set(definition.steps.map((step) => step.id));
    const unknown = definition.selfTest.expectedSteps.filter((id) => !ids.has(id));
    problems.push(...unknown.map((id) => `the self-test expects the unknown step ${id}`));
  }
  return problems;
}

let told = true;
const check = (ok, text) => {
  told &&= ok;
  console.log(`  ${ok ? 'as told' : 'NOT AS TOLD'}: ${text}`);
};
for (const [version, story] of Object.entries(STORY)) {
  console.log(version);
  if (!existsSync(new URL(`artifacts/${version}/reports/performance/jmh.json`, resources))) {
    check(false, 'the reports are not all there');
    continue;
  }
  check(failedTests(version) === 0, 'every test passes');
  const errors = securityErrors(version);
  check(errors === story.securityErrors, `${errors} open findings of level error`);
  if (story.comparedTo) {
    const worse = worseBy(version, story.comparedTo);
    check(worse.every((percent) => percent <= 20), `worse than ${story.comparedTo} by ${worse.join(' % and ')} %`);
  }
  for (const workspace of ['dev', 'staging', 'production']) {
    const problems = smokeTest(version, workspace);
    const outcome = problems.length === 0 ? 'passes' : `fails, ${problems.join('; ')}`;
    check(problems.length > 0 === story.failsIn.includes(workspace), `the smoke test in ${workspace} ${outcome}`);
  }
}
process.exit(told ? 0 : 1);
