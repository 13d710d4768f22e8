'use strict';

const rule = require('../lib/rule');
const { PASSED } = require('../lib/graph');
const { shown } = require('../lib/elements');

/** Nothing is waited for between Confirm still allowed and Deploy. */
module.exports = rule('P-CONFIRM', (process, report, graph) => {
  const passed = graph().passed();
  for (const deploy of process.steps('DEPLOY')) {
    const mask = passed(deploy);
    if ((mask & PASSED.CONFIRM) !== 0 && (mask & PASSED.CONFIRM_AT_ONCE) === 0) {
      report(deploy, `Time may pass between "Confirm still allowed" and ${shown(deploy)}, and nothing asks the policy again.`,
        'Put the waiting before "Confirm still allowed".');
    }
  }
});
