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
      report(deploy, `The process may wait between "Confirm still allowed" and ${shown(deploy)}; nothing asks the policy again.`,
        'Move the wait before "Confirm still allowed".');
    }
  }
});
