'use strict';

const rule = require('../lib/rule');
const { camunda, extensions, below, definition, shown, kind } = require('../lib/elements');

/** Only the library writes the variables of the contract. */
module.exports = rule('V-VARIABLE', (process, report) => {
  for (const node of process.nodes) {
    for (const name of new Set(written(node).filter(each => process.words.variables.includes(each)))) {
      report(node, `${shown(node)} writes the variable ${name}, which the library alone writes.`,
        'Use a variable with another name.');
    }
  }
});

function written(node) {
  const parameters = extensions(node, 'inputOutput')
    .flatMap(each => [...below(each, 'inputParameter'), ...below(each, 'outputParameter')])
    .map(each => each.name);
  const handed = [...extensions(node, 'in'), ...extensions(node, 'out')]
    .filter(each => each.target !== undefined && each.target !== each.source)
    .map(each => each.target);
  const caught = ['ErrorEventDefinition', 'EscalationEventDefinition']
    .map(name => definition(node, name)).filter(Boolean)
    .flatMap(each => ['errorCodeVariable', 'errorMessageVariable', 'escalationCodeVariable'].map(name => camunda(each, name)));
  const repeated = node.loopCharacteristics && kind(node.loopCharacteristics) === 'MultiInstanceLoopCharacteristics'
    ? [camunda(node.loopCharacteristics, 'elementVariable')] : [];
  return [...parameters, ...handed, ...caught, ...repeated, camunda(node, 'resultVariable')];
}
