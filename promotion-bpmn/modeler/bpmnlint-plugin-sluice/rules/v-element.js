'use strict';

const rule = require('../lib/rule');
const { isOneOf, definition, shown } = require('../lib/elements');

const UNSUPPORTED = {
  AdHocSubProcess: 'an ad-hoc sub-process', ComplexGateway: 'a complex gateway'
};

/** The process begins in one plain way, is executable, and consists of elements that are supported. */
module.exports = rule('V-ELEMENT', (process, report) => {
  const main = process.process;
  for (const node of process.nodes.filter(each => isOneOf(each, ...Object.keys(UNSUPPORTED)))) {
    report(node, `${shown(node)} is ${UNSUPPORTED[node.$type.slice('bpmn:'.length)]}, which is not supported.`, 'Draw it in another way.');
  }
  for (const node of process.nodes.filter(each => definition(each, 'ConditionalEventDefinition'))) {
    report(node, `${shown(node)} waits for a condition, which is not supported.`, 'Use a timer, or a gateway.');
  }
  if (main.isExecutable !== true) {
    report(main, `Process ${shown(main)} is only a drawing.`, 'Mark it as executable.');
  }
  const starts = process.childrenOf(main).filter(node => isOneOf(node, 'StartEvent'));
  if (starts.length !== 1) {
    report(starts[1] || main, `A promotion begins at one start event, here are ${starts.length}.`,
      starts.length === 0 ? 'Draw one.' : 'Keep one.');
  }
  for (const scope of process.nodes.filter(node => process.isScope(node) && !isOneOf(node, 'AdHocSubProcess'))) {
    const inside = process.childrenOf(scope).filter(node => isOneOf(node, 'StartEvent'));
    if (inside.length !== 1) {
      report(scope, `${shown(scope)} begins at one start event, here are ${inside.length}.`, 'Draw exactly one.');
    }
  }
  for (const start of starts.filter(each => (each.eventDefinitions || []).length > 0)) {
    report(start, `${shown(start)} starts by itself.`, 'A promotion begins when it is requested: use a plain start event.');
  }
});
