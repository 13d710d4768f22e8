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
      report(event, `When ${shown(event)} comes, the process can end without "Roll back"${along(way)}.`,
        'Lead it to a step "Roll back".');
    }
  }
  const passed = graph().passed();
  for (const step of rollBacks) {
    if ((passed(step) & PASSED.DEPLOY_BEGAN) === 0) {
      report(step, `${shown(step)} can run before anything was deployed.`,
        'Lead only the failures of "Deploy" and of what comes after it there.');
    }
  }
});
