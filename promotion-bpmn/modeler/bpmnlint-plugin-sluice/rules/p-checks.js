'use strict';

const rule = require('../lib/rule');
const { requireBeforeDeploy, along } = require('../lib/ways');
const { shown } = require('../lib/elements');

/** Deploy comes after Run checks, and not on the way that is taken when they fail. */
module.exports = rule('P-CHECKS', (process, report, graph) => {
  requireBeforeDeploy(process, report, graph, 'CHECKS', 'although the required checks have not run',
    'Let every way to it pass "Run checks" and a gateway that goes on only when ${checksPassed}.');

  const checks = new Set(process.steps('CHECKS'));
  for (const step of checks) {
    const way = graph().way([graph().at(step, 'out')],
      each => each.where === 'in' && process.steps('DEPLOY').includes(each.node),
      { blocked: each => each.where === 'run' && checks.has(each.node), variables: { checksPassed: false } });
    if (way) {
      const deploy = way[way.length - 1];
      report(deploy, `${shown(deploy)} can run although the required checks have not passed${along(way)}.`,
        'Let every way to it pass a gateway that goes on only when ${checksPassed}.');
    }
  }
});
