'use strict';

const rule = require('../lib/rule');
const { definition, shown } = require('../lib/elements');

/** Every node can be reached. */
module.exports = rule('S-DEAD', (process, report, graph) => {
  const reached = graph().reached();
  const dead = process.nodes.filter(node => !reached(node) && !isHandler(node) && !isMistaken(process, node));
  // Where everything behind a first one is dead too, the first one is the cause.
  const causes = dead.filter(node => !before(process, node).some(each => dead.includes(each)));
  for (const node of causes.length > 0 ? causes : dead) {
    const error = definition(node, 'ErrorEventDefinition');
    report(node, `${shown(node)} can never ${error ? 'occur: the step does not throw that error' : 'run'}.`,
      error ? 'Choose an error that the step throws, or remove it.' : 'Lead a way to it, or remove it.');
  }
});

function before(process, node) {
  return node.attachedToRef ? [node.attachedToRef] : process.incoming(node).map(flow => flow.sourceRef);
}

/** An error event for the wrong error: V-UNCAUGHT is about the right one. */
function isMistaken(process, node) {
  const step = node.attachedToRef && process.step(node.attachedToRef);
  return Boolean(step && definition(node, 'ErrorEventDefinition')
    && (step.errors || []).some(error => !process.isCaught(node.attachedToRef, error)));
}

function isHandler(node) {
  return node.isForCompensation || definition(node, 'CompensateEventDefinition') !== undefined;
}
