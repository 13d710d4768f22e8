'use strict';

const rule = require('../lib/rule');
const { along } = require('../lib/ways');
const { PASSED } = require('../lib/graph');
const { isOneOf, definition, shown } = require('../lib/elements');

/** A deployment that failed is rolled back before the process ends, and nothing else is. */
module.exports = rule('P-ROLLBACK', (process, report, graph) => {
  const rollBacks = new Set(process.steps('ROLL_BACK'));
  const failures = [...process.steps('DEPLOY'), ...process.steps('VERIFY')]
    .flatMap(step => process.boundariesOf(step))
    .filter(event => definition(event, 'ErrorEventDefinition') && process.canOccur(event));
  for (const event of failures) {
    const way = graph().way([graph().at(event, 'in')],
      each => each.where === 'out' && process.isTopLevel(each.node) && process.outgoing(each.node).length === 0
        && !(isOneOf(each.node, 'IntermediateThrowEvent') && definition(each.node, 'LinkEventDefinition')),
      { blocked: each => each.where === 'in' && rollBacks.has(each.node) });
    if (way) {
      report(event, `A deployment that failed at ${shown(event)} can end without a roll back${along(way)}.`,
        'Lead the failure of Deploy and of Verify to "Roll back".');
    }
  }
  const passed = graph().passed();
  for (const step of rollBacks) {
    if ((passed(step) & PASSED.DEPLOY_BEGAN) === 0) {
      report(step, `${shown(step)} can run although nothing was deployed.`,
        'Reach it from a failed Deploy or Verify only.');
    }
  }
});
