'use strict';

const rule = require('../lib/rule');
const { definition, shown } = require('../lib/elements');

/** Every approval step reminds the people it asks. */
module.exports = rule('P-REMIND', (process, report) => {
  for (const step of process.steps('APPROVAL')) {
    const reminds = process.boundariesOf(step)
      .some(event => event.cancelActivity === false && definition(event, 'TimerEventDefinition'));
    if (!reminds) {
      report(step, `${shown(step)} reminds nobody.`,
        'Add a timer to its border that does not interrupt it, with the cycle ${promotionPolicy.reminders(execution)}, '
        + 'and lead it to a step "Remind approvers".');
    }
  }
});
