'use strict';

const rule = require('../lib/rule');
const { isOneOf, shown } = require('../lib/elements');
const { evaluate } = require('../lib/condition');

const ANSWERS = [true, false].flatMap(checksPassed => ['APPROVED', 'REJECTED']
  .map(approvalOutcome => ({ checksPassed, approvalOutcome })));

/** A gateway always finds a way. */
module.exports = rule('V-NODEFAULT', (process, report) => {
  for (const gateway of process.nodes.filter(node => isOneOf(node, 'ExclusiveGateway', 'InclusiveGateway'))) {
    const flows = process.outgoing(gateway);
    const always = answers => flows.some(flow => !flow.conditionExpression
      || evaluate(flow.conditionExpression.body, answers) === true);
    if (flows.length > 0 && !gateway.default && !ANSWERS.every(always)) {
      report(gateway, `Behind ${shown(gateway)} no flow may hold, and the process then stops with a fault.`,
        'Make one of its flows the default flow: the safe answer.');
    }
  }
});
