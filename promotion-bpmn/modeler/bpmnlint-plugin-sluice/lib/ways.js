'use strict';

const { shown, short } = require('./elements');
const { PASSED } = require('./graph');

const SHOWN_STEPS = 12;

/** Reports every Deploy that a way reaches which has not been over a step, with the shortest such way. */
function requireBeforeDeploy(process, report, graph, effect, problem, repair) {
  const passed = graph().passed();
  for (const deploy of process.steps('DEPLOY')) {
    if ((passed(deploy) & PASSED[effect]) === 0) {
      const steps = new Set(process.steps(effect));
      const way = graph().way(graph().start, each => each.node === deploy,
        { blocked: each => each.where === 'run' && steps.has(each.node) });
      report(deploy, `${shown(deploy)} can run ${problem}${along(way)}.`, repair);
    }
  }
}

/** A way in words: the names on it, the middle left out when it is long. */
function along(way) {
  if (!way || way.length < 2) {
    return '';
  }
  const names = way.map(node => short((node.name || node.id).trim()));
  const few = names.length <= SHOWN_STEPS ? names : [...names.slice(0, 4), '…', ...names.slice(5 - SHOWN_STEPS)];
  return `: ${few.join(' → ')}`;
}

module.exports = { requireBeforeDeploy, along };
