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
        'Attach a non-interrupting timer to it that asks ${promotionPolicy.reminders(execution)}, and lead it to "Remind approvers".');
    }
  }
});
