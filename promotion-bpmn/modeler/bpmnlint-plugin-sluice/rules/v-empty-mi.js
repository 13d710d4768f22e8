'use strict';

const rule = require('../lib/rule');
const { shown } = require('../lib/elements');

/** No approval or check is repeated over a collection, which may be empty. */
module.exports = rule('V-EMPTY-MI', (process, report) => {
  for (const repeated of process.nodes.filter(node => process.mayBeSkipped(node))) {
    for (const step of process.deciding(repeated)) {
      const together = step === repeated ? '' : ` with ${shown(repeated)}`;
      report(step, `${shown(step)} is repeated for each entry of a collection${together}; when the collection is empty it does not run at all.`,
        'Remove the repetition: one step asks as many people as the policy wants.');
    }
  }
});
