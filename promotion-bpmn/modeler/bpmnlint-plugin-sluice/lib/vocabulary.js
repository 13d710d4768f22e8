'use strict';

const { camunda, extensions, below, isOneOf, properties, property, definition } = require('./elements');
const standard = require('../vocabulary.json');

const BEAN = /^\$\{([A-Za-z_][A-Za-z0-9_]{0,63})}$/;

/**
 * The steps a process may name: the library's own and the host's. The host's come from the configuration of a rule,
 * or in Camunda Modeler from `sluiceHostSteps`, which stands at the head of the plugin's script.
 *
 *   { "topics": { "acme.smoke": { "errors": ["SMOKE_FAILED"] } }, "delegates": { "acmeTicket": {} } }
 */
function vocabulary(config) {
  const host = { ...globalThis.sluiceHostSteps, ...config };
  return {
    ...standard,
    topics: { ...standard.topics, ...host.topics },
    delegates: { ...standard.delegates, ...host.delegates },
    calls: { ...standard.calls, ...host.calls },
    stages: host.stages
  };
}

/** What holds the attributes of a step: the task itself, or the message that an event sends. */
function runner(node) {
  if (isOneOf(node, 'ServiceTask', 'SendTask')) {
    return node;
  }
  return isOneOf(node, 'IntermediateThrowEvent', 'EndEvent') ? definition(node, 'MessageEventDefinition') : undefined;
}

/** The step a node is, by what the engine executes: `{ effect, errors, fields }`; nothing for all else. */
function step(node, words) {
  if (isOneOf(node, 'UserTask')) {
    const effect = words.userTasks[property(node, 'promotion.step')];
    return effect && { effect, errors: [], fields: [] };
  }
  const runs = runner(node);
  if (!runs) {
    return undefined;
  }
  const bean = BEAN.exec(camunda(runs, 'delegateExpression'));
  const found = camunda(runs, 'type') === 'external'
    ? own(words.topics, camunda(runs, 'topic'))
    : bean && own(words.delegates, bean[1]);
  return found && { effect: 'HOST', errors: [], fields: [], ...found };
}

/** Only what the table itself holds, not what every object inherits. */
function own(table, name) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function fields(node) {
  return extensions(node, 'field').map(field => ({
    name: field.name || '',
    text: field.stringValue || field.string || field.expression
      || ['string', 'expression'].flatMap(each => below(field, each)).map(each => each.$body || '').join('')
  }));
}

/** Whether a process is about promotions at all. The host's other processes are none of our business. */
function isPromotion(nodes) {
  return nodes.some(node => properties(node).some(([name]) => name.startsWith('promotion.'))
    || [runner(node)].filter(Boolean).some(runs => camunda(runs, 'topic').startsWith('promotion.')
      || camunda(runs, 'delegateExpression').startsWith('${promotion')));
}

module.exports = { vocabulary, step, runner, fields, isPromotion, own };
