'use strict';

const rule = require('../lib/rule');
const { along } = require('../lib/ways');
const { PASSED, UNREACHED } = require('../lib/graph');
const { isOneOf, definition, property, shown } = require('../lib/elements');

const DONE = { DEPLOY: '"Deploy" never ran', VERIFY: '"Verify" is not done', ROLL_BACK: '"Roll back" is not done' };
const BEFORE_DEPLOY = ['CHECKS_FAILED', 'REJECTED', 'EXPIRED', 'NOT_ALLOWED'];
const REPAIR = 'Lead this way to an end whose outcome says what happened.';

/** An outcome says what happened. */
module.exports = rule('P-TRUTH', (process, report, graph) => {
  const passed = graph().passed();
  const failures = failed(process);
  const rollBacks = process.steps('ROLL_BACK');
  // A failure that reaches an end without "Roll back" is what P-ROLLBACK is about.
  const unfailing = { blocked: each => each.where === 'in' && failures.includes(each.node) };
  for (const end of process.nodes.filter(node => isOneOf(node, 'EndEvent') && passed(node) !== UNREACHED)) {
    const outcome = property(end, 'promotion.outcome');
    const say = why => report(end, `Outcome ${outcome} can be recorded at ${shown(end)} although ${why}.`, REPAIR);
    const isEnd = each => each.node === end;
    if (outcome === 'PROMOTED') {
      const missing = ['DEPLOY', 'VERIFY'].find(effect => (passed(end) & PASSED[effect]) === 0);
      missing && say(DONE[missing]);
    } else if (outcome === 'ROLLED_BACK' && (passed(end) & PASSED.ROLL_BACK) === 0) {
      const around = each => unfailing.blocked(each) || (each.where === 'run' && rollBacks.includes(each.node));
      graph().way(graph().start, isEnd, { blocked: around }) && say(DONE.ROLL_BACK);
    } else if (BEFORE_DEPLOY.includes(outcome)) {
      const began = process.steps('DEPLOY').map(node => graph().at(node, 'in'));
      const way = graph().way(began, isEnd, unfailing)
        || graph().way(rollBacks.map(node => graph().at(node, 'in')), isEnd);
      way && say(`the deployment had begun${along(way)}`);
    }
  }
});

function failed(process) {
  return [...process.steps('DEPLOY'), ...process.steps('VERIFY')]
    .flatMap(step => process.boundariesOf(step))
    .filter(event => definition(event, 'ErrorEventDefinition'));
}
