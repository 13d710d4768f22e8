'use strict';

const rule = require('../lib/rule');
const { isOneOf, definition, property, shown } = require('../lib/elements');

/** The process ends with an outcome; only paths beside the main one end without. */
module.exports = rule('P-OUTCOME', (process, report, graph) => {
  if (isCalled(process)) {
    return;
  }
  const beside = graph().beside();
  for (const node of process.nodes) {
    const outcome = property(node, 'promotion.outcome');
    const hasOutcome = isOneOf(node, 'EndEvent') && outcome !== undefined;
    if (!hasOutcome && isLast(process, node) && endsTheMainPath(node, beside(node))) {
      report(node, `The process can end at ${shown(node)} without an outcome.`,
        'Give the end event the property promotion.outcome, or lead this way to an end that has it.');
    }
  }
});

/** A process that others call neither deploys nor ends a promotion. */
function isCalled(process) {
  return process.steps('DEPLOY').length === 0 && process.nodes.every(node => property(node, 'promotion.outcome') === undefined);
}

function isLast(process, node) {
  return process.isTopLevel(node) && process.outgoing(node).length === 0 && !node.triggeredByEvent
    && !node.isForCompensation && !definition(node, 'CompensateEventDefinition')
    && (isOneOf(node, 'EndEvent') || !definition(node, 'LinkEventDefinition'));
}

/** A terminating end ends the main path too, wherever it stands. */
function endsTheMainPath(node, depth) {
  return depth === 0 || (depth !== undefined && definition(node, 'TerminateEventDefinition') !== undefined);
}
