'use strict';

const rule = require('../lib/rule');
const { along } = require('../lib/ways');
const { PASSED } = require('../lib/graph');
const { definition, shown } = require('../lib/elements');

/** Every approval step ends when its time is over, and what then follows does not deploy. */
module.exports = rule('P-TIMEOUT', (process, report, graph) => {
  const approvals = process.steps('APPROVAL');
  const passed = graph().passed();
  // Without any approval before it, P-APPROVAL says so.
  const isApproved = node => (passed(node) & PASSED.APPROVAL) !== 0;
  for (const step of approvals) {
    const limits = process.boundariesOf(step)
      .filter(event => event.cancelActivity !== false && definition(event, 'TimerEventDefinition'));
    if (limits.length === 0) {
      report(step, `${shown(step)} has no time limit.`,
        'Attach an interrupting timer to it that asks ${promotionPolicy.approvalDeadline(execution)}, and lead it to an end.');
    }
    for (const event of limits) {
      const way = graph().way([graph().at(event, 'in')],
        each => each.where === 'in' && process.steps('DEPLOY').includes(each.node) && isApproved(each.node),
        { blocked: each => each.where === 'run' && approvals.includes(each.node) });
      if (way) {
        report(event, `When ${shown(event)} comes, ${shown(way[way.length - 1])} can run all the same${along(way)}.`,
          'Lead it to an end with the outcome EXPIRED.');
      }
    }
  }
});
