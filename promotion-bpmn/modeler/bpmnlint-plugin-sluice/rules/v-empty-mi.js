'use strict';

const rule = require('../lib/rule');
const { shown } = require('../lib/elements');

/** An approval or check is not repeated over a collection, which may be empty. */
module.exports = rule('V-EMPTY-MI', (process, report) => {
  for (const step of [...process.steps('CHECKS'), ...process.steps('APPROVAL')]) {
    if (step.loopCharacteristics && !step.loopCharacteristics.loopCardinality) {
      report(step, `${shown(step)} is repeated for each entry of a collection; when the collection is empty it does not run at all.`,
        'Remove the repetition: one step asks as many people as the policy wants.');
    }
  }
});
