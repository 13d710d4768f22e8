'use strict';

const rule = require('../lib/rule');
const { isOneOf, camunda, properties, property, definition, extensions, shown, short } = require('../lib/elements');
const { runner, fields } = require('../lib/vocabulary');

const PLACES = {
  'promotion.step': node => isOneOf(node, 'UserTask'),
  'promotion.stage': node => property(node, 'promotion.step') === 'approval',
  'promotion.outcome': node => isOneOf(node, 'EndEvent')
};
const WHERE = {
  'promotion.step': 'user tasks', 'promotion.stage': 'approval steps', 'promotion.outcome': 'end events'
};

/** Steps are ones that the library or the host knows, with the settings they need. */
module.exports = rule('V-STEP', (process, report) => {
  for (const node of process.nodes) {
    checkProperties(node, report);
    checkOutcome(process, node, report);
    if (isOneOf(node, 'UserTask')) {
      checkUserTask(process, node, report);
    }
    if (isOneOf(node, 'BusinessRuleTask')) {
      report(node, `${shown(node)} is a business rule task, which is not supported.`, 'Use a step of the library or the host.');
    }
    if (isOneOf(node, 'ServiceTask', 'SendTask') || definition(node, 'MessageEventDefinition')) {
      const runs = runner(node);
      if (runs) {
        checkRunner(process, node, runs, report);
      }
    }
  }
});

function checkProperties(node, report) {
  for (const [name] of properties(node).filter(([each]) => each.startsWith('promotion.'))) {
    if (!Object.hasOwn(PLACES, name)) {
      report(node, `${shown(node)} has the property "${short(name)}", which means nothing.`,
        `Properties are ${Object.keys(PLACES).join(', ')}.`);
    } else if (!PLACES[name](node)) {
      report(node, `${shown(node)} has the property ${name}, which means nothing there.`, `It belongs to ${WHERE[name]}.`);
    }
  }
}

function checkOutcome(process, node, report) {
  const outcome = property(node, 'promotion.outcome');
  if (isOneOf(node, 'EndEvent') && outcome !== undefined && !process.words.outcomes.includes(outcome)) {
    report(node, `${shown(node)} has promotion.outcome="${short(outcome)}", which there is not.`, `Write one of ${process.words.outcomes.join(', ')}.`);
  }
}

function checkUserTask(process, node, report) {
  const value = property(node, 'promotion.step');
  const steps = Object.keys(process.words.userTasks);
  if (value === undefined) {
    report(node, `Nobody can complete ${shown(node)}: it is no step of a promotion.`,
      `Give it the property promotion.step with the value ${steps.join(' or ')}, or make it another kind of task.`);
  } else if (!steps.includes(value)) {
    report(node, `${shown(node)} has the step "${short(value)}", which does not exist.`, `Steps of user tasks are ${steps.join(', ')}.`);
  }
}

function checkRunner(process, node, runs, report) {
  const step = process.step(node);
  const { topics, delegates } = process.words;
  if (camunda(runs, 'class') || camunda(runs, 'expression')) {
    return; // V-CODE says so.
  }
  if (camunda(runs, 'type') !== '' && camunda(runs, 'type') !== 'external') {
    report(node, `${shown(node)} is of the type "${short(camunda(runs, 'type'))}", which is not allowed.`, 'Use a step of the library or the host.');
  } else if (!step && camunda(runs, 'type') === 'external') {
    report(node, `${shown(node)} has the topic "${short(camunda(runs, 'topic'))}", which is no known topic; known are ${Object.keys(topics).join(', ')}.`,
      'Choose one of them, or have the host add yours.');
  } else if (!step) {
    const named = camunda(runs, 'delegateExpression');
    const known = Object.keys(delegates).map(each => `\${${each}}`).join(', ');
    report(node, named ? `${shown(node)} calls ${short(named)}, which is no known step; known are ${known}.` : `${shown(node)} does nothing; known are ${known}.`,
      'Choose one of them, or have the host add yours.');
  } else {
    checkFields(node, step, fields(runs), report);
  }
}

function checkFields(node, step, given, report) {
  const wanted = step.fields || [];
  for (const name of wanted.filter(each => !given.some(field => field.name === each && field.text.trim() !== ''))) {
    report(node, `${shown(node)} needs the field "${name}", once and not empty.`, 'Write what it shall say into the field.');
  }
  for (const field of given.filter(each => !wanted.includes(each.name))) {
    report(node, `${shown(node)} has the field "${short(field.name)}", which this step does not take.`, 'Remove it.');
  }
  if (extensions(node, 'connector').length > 0) {
    report(node, `${shown(node)} has a connector, which is not allowed.`, 'Remove it.');
  }
}
