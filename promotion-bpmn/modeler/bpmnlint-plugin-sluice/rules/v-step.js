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
    if (isOneOf(node, 'UserTask')) {
      checkUserTask(process, node, report);
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
  for (const [name, value] of properties(node).filter(([each]) => each.startsWith('promotion.'))) {
    if (!Object.hasOwn(PLACES, name)) {
      report(node, `${shown(node)} has the property "${short(name)}", which means nothing.`,
        `Properties are ${Object.keys(PLACES).join(', ')}.`);
    } else if (!PLACES[name](node)) {
      report(node, `${shown(node)} has the property ${name}, which means nothing there.`, `It belongs to ${WHERE[name]}.`);
    } else if (name === 'promotion.stage' && value.trim() === '') {
      report(node, `${shown(node)} has an empty stage.`, 'Name a stage of the policy, or remove the property: the step then asks all stages.');
    }
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
    report(node, `${shown(node)} runs a class or an expression.`, 'Use a delegate expression or a topic that is allowed.');
  } else if (camunda(runs, 'type') !== '' && camunda(runs, 'type') !== 'external') {
    report(node, `${shown(node)} is of the type "${short(camunda(runs, 'type'))}", which is not allowed.`, 'Use a step of the library or the host.');
  } else if (!step && camunda(runs, 'type') === 'external') {
    report(node, `${shown(node)} has the topic "${short(camunda(runs, 'topic'))}", which nobody serves.`, `Topics are ${Object.keys(topics).join(', ')}.`);
  } else if (!step) {
    const named = camunda(runs, 'delegateExpression');
    report(node, named ? `${shown(node)} calls ${short(named)}, which is no step.` : `${shown(node)} does nothing.`,
      `Delegate expressions are ${Object.keys(delegates).map(each => `\${${each}}`).join(', ')}.`);
  } else {
    checkFields(node, step, fields(runs), report);
  }
}

function checkFields(node, step, given, report) {
  const wanted = step.fields || [];
  for (const name of wanted.filter(each => !given.some(field => field.name === each && field.text.trim() !== ''))) {
    report(node, `${shown(node)} has no ${name}.`, `Fill in its field "${name}".`);
  }
  for (const field of given.filter(each => !wanted.includes(each.name))) {
    report(node, `${shown(node)} has the field "${short(field.name)}", which the step does not know.`, 'Remove it.');
  }
  if (extensions(node, 'connector').length > 0) {
    report(node, `${shown(node)} has a connector, which is not allowed.`, 'Remove it.');
  }
}
