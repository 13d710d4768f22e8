'use strict';

const rule = require('../lib/rule');
const { isOneOf, kind, camunda, extensions, allBelow, definition, shown, short } = require('../lib/elements');

const { runner } = require('../lib/vocabulary');

const LISTENERS = ['executionListener', 'taskListener'];
const CALL = /([A-Za-z_]\w*)\s*\.\s*(\w+)\s*(\()?|([A-Za-z_]\w*)\s*\(/g;
const TEXT = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;
const OPERATORS = ['and', 'or', 'not', 'empty', 'eq', 'ne', 'lt', 'gt', 'le', 'ge', 'div', 'mod'];

/** A file runs no code of its own. */
module.exports = rule('V-CODE', (process, report) => {
  for (const element of [process.process, ...process.nodes, ...process.flows]) {
    if (isOneOf(element, 'ScriptTask')) {
      report(element, `${shown(element)} runs a script.`, 'Use a step of the library or the host.');
    }
    const runs = runner(element);
    for (const name of ['class', 'expression'].filter(each => runs && camunda(runs, each) !== '')) {
      report(element, `${shown(element)} runs code of its own: camunda:${name}.`, 'Use a step of the library or the host.');
    }
    for (const listener of LISTENERS.filter(name => extensions(element, name).length > 0)) {
      report(element, `${shown(element)} has ${listener === 'taskListener' ? 'a task' : 'an execution'} listener.`,
        'Remove it: a file runs no code of its own.');
    }
    if (hasScript(element)) {
      report(element, `${shown(element)} holds a script.`, 'Write a condition or a value instead.');
    }
    for (const text of expressions(element)) {
      const call = forbiddenCall(text, process.words.calls);
      if (call) {
        report(element, `${shown(element)} calls "${short(call)}" in "${short(text)}", which is not allowed.`,
          'Compare variables with each other, or ask promotionPolicy.');
      }
    }
  }
});

function hasScript(element) {
  return Boolean(element.conditionExpression && element.conditionExpression.language)
    || extensions(element, 'inputOutput').flatMap(allBelow).some(each => kind(each).toLowerCase() === 'script');
}

function expressions(element) {
  const timer = definition(element, 'TimerEventDefinition') || {};
  const repetition = element.loopCharacteristics || {};
  return [element.conditionExpression, timer.timeDuration, timer.timeDate, timer.timeCycle, repetition.completionCondition]
    .map(each => (each && each.body) || '')
    .filter(text => /[$#]\{/.test(text));
}

function forbiddenCall(text, calls) {
  for (const [whole, bean, method, opens, name] of text.replace(TEXT, "''").matchAll(CALL)) {
    const isAllowed = name ? OPERATORS.includes(name)
      : opens && Object.hasOwn(calls, bean) && calls[bean].includes(method);
    if (!isAllowed) {
      return whole.replace(/\s*\($/, '');
    }
  }
  return undefined;
}
