'use strict';

const rule = require('../lib/rule');
const { isOneOf, shown, short } = require('../lib/elements');

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Call activities name one other process by its id. */
module.exports = rule('V-CALL', (process, report) => {
  for (const call of process.nodes.filter(node => isOneOf(node, 'CallActivity'))) {
    const called = call.calledElement || '';
    if (called === process.process.id) {
      report(call, `${shown(call)} calls the process it stands in.`, 'Call another one.');
    } else if (!ID.test(called)) {
      report(call, `${shown(call)} calls "${short(called)}", which is not the id of a process.`,
        'Write the id itself: what runs must be known.');
    }
  }
});
