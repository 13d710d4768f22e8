'use strict';

const rule = require('../lib/rule');
const { isOneOf, camunda, shown, short } = require('../lib/elements');

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Call activities name one other process by its id. */
module.exports = rule('V-CALL', (process, report) => {
  for (const call of process.nodes.filter(node => isOneOf(node, 'CallActivity'))) {
    const called = call.calledElement || '';
    if (called === process.process.id) {
      report(call, `${shown(call)} calls the process it stands in.`, 'Lead a flow back instead.');
    } else if (!ID.test(called)) {
      report(call, `${shown(call)} calls "${short(called)}", which is not the id of a process.`,
        'Name the process by its id.');
    } else if (!['deployment', 'version'].includes(camunda(call, 'calledElementBinding'))) {
      report(call, `${shown(call)} calls whatever version of "${called}" is the newest, which nobody has proved yet.`,
        'Bind the call to its deployment or to a version.');
    }
  }
});
