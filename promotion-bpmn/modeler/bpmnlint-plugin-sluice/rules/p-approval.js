'use strict';

const rule = require('../lib/rule');
const { requireBeforeDeploy, along } = require('../lib/ways');
const { shown } = require('../lib/elements');

/** Deploy comes after Approve, and not on the way that is taken when somebody says no. */
module.exports = rule('P-APPROVAL', (process, report, graph) => {
  requireBeforeDeploy(process, report, graph, 'APPROVAL', 'without a granted approval',
    "Let every way to it pass the approval step and a gateway that goes on only when ${approvalOutcome == 'APPROVED'}.");

  for (const step of process.steps('APPROVAL')) {
    const way = graph().way([graph().at(step, 'out')],
      each => each.where === 'in' && process.steps('DEPLOY').includes(each.node),
      { variables: { approvalOutcome: 'REJECTED' } });
    if (way) {
      const deploy = way[way.length - 1];
      report(deploy, `${shown(deploy)} can run without a granted approval: ${shown(step)} may have been rejected${along(way)}.`,
        "Let every way to it pass a gateway that goes on only when ${approvalOutcome == 'APPROVED'}.");
    }
  }
});
