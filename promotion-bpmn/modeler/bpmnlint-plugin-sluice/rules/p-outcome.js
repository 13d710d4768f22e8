'use strict';

const rule = require('../lib/rule');
const { isOneOf, definition, property, shown, short } = require('../lib/elements');

/** The process ends with an outcome; only paths beside the main one end without. */
module.exports = rule('P-OUTCOME', (process, report, graph) => {
  const beside = graph().beside();
  for (const node of process.nodes) {
    const outcome = property(node, 'promotion.outcome');
    if (isOneOf(node, 'EndEvent') && outcome !== undefined) {
      if (!process.words.outcomes.includes(outcome)) {
        report(node, `${shown(node)} has the outcome "${short(outcome)}", which does not exist.`,
          `Outcomes are ${process.words.outcomes.join(', ')}.`);
      }
    } else if (isLast(process, node) && endsTheMainPath(node, beside(node))) {
      report(node, `The process can end at ${shown(node)} without an outcome.`,
        isOneOf(node, 'EndEvent') ? 'Give it the property promotion.outcome.' : 'Lead it on to an end with an outcome.');
    }
  }
});

function isLast(process, node) {
  return process.isTopLevel(node) && process.outgoing(node).length === 0 && !node.triggeredByEvent
    && !node.isForCompensation && !definition(node, 'CompensateEventDefinition')
    && (isOneOf(node, 'EndEvent') || !definition(node, 'LinkEventDefinition'));
}

/** A terminating end ends the main path too, wherever it stands. */
function endsTheMainPath(node, depth) {
  return depth === 0 || (depth !== undefined && definition(node, 'TerminateEventDefinition') !== undefined);
}
