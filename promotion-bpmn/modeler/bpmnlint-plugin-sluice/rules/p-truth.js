'use strict';

const rule = require('../lib/rule');
const { along } = require('../lib/ways');
const { PASSED, UNREACHED } = require('../lib/graph');
const { isOneOf, property, shown } = require('../lib/elements');

const NEEDS = { PROMOTED: ['DEPLOY', 'VERIFY'], ROLLED_BACK: ['ROLL_BACK'] };
const NAMES = { DEPLOY: '"Deploy"', VERIFY: '"Verify"', ROLL_BACK: '"Roll back"' };
const BEFORE_DEPLOY = ['CHECKS_FAILED', 'REJECTED', 'EXPIRED', 'NOT_ALLOWED'];

/** An outcome says what happened. */
module.exports = rule('P-TRUTH', (process, report, graph) => {
  const passed = graph().passed();
  for (const end of process.nodes.filter(node => isOneOf(node, 'EndEvent'))) {
    const outcome = property(end, 'promotion.outcome');
    const mask = passed(end);
    if (mask === UNREACHED) {
      continue;
    }
    const missing = (NEEDS[outcome] || []).filter(effect => (mask & PASSED[effect]) === 0);
    if (missing.length > 0) {
      report(end, `Outcome ${outcome} can be recorded although ${missing.map(each => NAMES[each]).join(' and ')} did not run.`,
        'Lead every way to it through these steps, or give it another outcome.');
    }
    if (BEFORE_DEPLOY.includes(outcome)) {
      const way = graph().way(process.steps('DEPLOY').map(node => graph().at(node, 'in')), each => each.node === end);
      if (way) {
        report(end, `Outcome ${outcome} can be recorded after ${shown(way[0])} began${along(way)}.`,
          'After a deployment the outcome is PROMOTED, ROLLED_BACK or ROLLBACK_FAILED.');
      }
    }
  }
});
