'use strict';

const rule = require('../lib/rule');
const { requireBeforeDeploy, along } = require('../lib/ways');
const { shown } = require('../lib/elements');

/** Deploy comes after Run checks, and not on the way that is taken when they fail. */
module.exports = rule('P-CHECKS', (process, report, graph) => {
  requireBeforeDeploy(process, report, graph, 'CHECKS', 'before any checks have run',
    'Lead every way to it through a step "Run checks".');

  const checks = new Set(process.steps('CHECKS'));
  for (const step of checks) {
    const way = graph().way([graph().at(step, 'out')],
      each => each.where === 'in' && process.steps('DEPLOY').includes(each.node),
      { blocked: each => each.where === 'run' && checks.has(each.node), variables: { checksPassed: false } });
    if (way) {
      const deploy = way[way.length - 1];
      report(deploy, `${shown(deploy)} can run although the checks of ${shown(step)} have not passed${along(way)}.`,
        'Put a gateway after the checks whose way to it has the condition ${checksPassed}.');
    }
  }
});
