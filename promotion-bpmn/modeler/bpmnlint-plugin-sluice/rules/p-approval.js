'use strict';

const rule = require('../lib/rule');
const { requireBeforeDeploy, along } = require('../lib/ways');
const { shown } = require('../lib/elements');

/** Deploy comes after Approve, and not on the way that is taken when somebody says no. */
module.exports = rule('P-APPROVAL', (process, report, graph) => {
  requireBeforeDeploy(process, report, graph, 'APPROVAL', 'without anybody having approved',
    'Lead every way to it through a step "Approve".');

  for (const step of process.steps('APPROVAL')) {
    const way = graph().way([graph().at(step, 'out')],
      each => each.where === 'in' && process.steps('DEPLOY').includes(each.node),
      { variables: { approvalOutcome: 'REJECTED' } });
    if (way) {
      const deploy = way[way.length - 1];
      report(deploy, `${shown(deploy)} can run although ${shown(step)} was answered with no${along(way)}.`,
        "Put a gateway after the step whose way to it has the condition ${approvalOutcome == 'APPROVED'}.");
    }
  }
});
