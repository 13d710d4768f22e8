'use strict';

const rule = require('../lib/rule');
const { shown } = require('../lib/elements');

/** Every error that a step can throw is caught. */
module.exports = rule('V-UNCAUGHT', (process, report) => {
  for (const node of process.nodes) {
    const step = process.step(node);
    for (const error of (step && step.errors) || []) {
      if (!process.isCaught(node, error)) {
        report(node, `${shown(node)} can throw ${error}, and nothing catches it: the process would stop there with a fault.`,
          `Attach a boundary event for ${error} to it.`);
      }
    }
  }
});
