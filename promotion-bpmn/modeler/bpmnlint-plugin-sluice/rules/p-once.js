'use strict';

const rule = require('../lib/rule');
const { along } = require('../lib/ways');
const { shown } = require('../lib/elements');

/** Deploy does not run again unless people have approved again. */
module.exports = rule('P-ONCE', (process, report, graph) => {
  const deploys = process.steps('DEPLOY');
  const approvals = new Set(process.steps('APPROVAL'));
  for (const deploy of deploys) {
    const { next } = graph().at(deploy, 'in');
    const after = [graph().at(deploy, 'out'), ...next.map(edge => edge.to).filter(each => each.node !== deploy)];
    const way = graph().way(after, each => each.where === 'in' && deploys.includes(each.node),
      { blocked: each => each.where === 'run' && approvals.has(each.node) });
    if (way) {
      report(deploy, `${shown(deploy)} can run twice for one approval${along(way)}.`,
        'Lead no way back to it, or past a new approval.');
    }
  }
});
