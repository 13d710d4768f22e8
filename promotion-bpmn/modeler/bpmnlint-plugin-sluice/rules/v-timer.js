'use strict';

const rule = require('../lib/rule');
const { isOneOf, definition, shown, short } = require('../lib/elements');
const { own } = require('../lib/vocabulary');

const DURATION = /^P(?:(\d{1,9})W|(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?)$/;
const DATE = /^2\d{3}-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|[+-]\d{2}:\d{2})$/;
const CYCLE = /^R([1-9]\d?)\/(P.*)$/;
const CALL = /^\$\{\s*(\w+)\.(\w+)\(.*\)\s*}$/;
const SECONDS = [7 * 86400, 86400, 3600, 60, 1];
const MINUTE = 60;
const YEAR = 365 * 86400;

/** Timers are written in a form that is read in one way, within bounds. */
module.exports = rule('V-TIMER', (process, report) => {
  for (const event of process.nodes) {
    const timer = definition(event, 'TimerEventDefinition');
    const problem = timer && objection(event, timer, process.words.calls);
    if (problem) {
      report(event, `${shown(event)}: ${problem[0]}`, problem[1]);
    }
  }
});

function objection(event, timer, calls) {
  const given = ['timeDuration', 'timeDate', 'timeCycle'].filter(name => timer[name]);
  if (given.length !== 1) {
    return ['it has no time.', 'Set one duration, date or cycle.'];
  }
  const [form] = given;
  const text = (timer[form].body || '').trim();
  if (form === 'timeCycle' && !(isOneOf(event, 'BoundaryEvent', 'StartEvent') && isBeside(event))) {
    return ['a cycle interrupts it more than once.', 'Use a date or a duration, or an event that does not interrupt.'];
  }
  return /[$#]\{/.test(text) ? callObjection(form, text, calls) : literalObjection(form, text);
}

function isBeside(event) {
  return event.cancelActivity === false || event.isInterrupting === false;
}

function callObjection(form, text, calls) {
  const [, bean, method] = CALL.exec(text) || [];
  const methods = bean && own(calls, bean);
  if (!methods || !methods.includes(method)) {
    return [`"${short(text)}" does not ask promotionPolicy for the time.`,
      `It answers ${calls.promotionPolicy.join(', ')}.`];
  }
  if (method === 'reminders' && bean === 'promotionPolicy' && form !== 'timeCycle') {
    return ['reminders come more than once.', 'Make the timer a cycle.'];
  }
  if (method !== 'reminders' && bean === 'promotionPolicy' && form !== 'timeDate') {
    return [`promotionPolicy.${method} answers with a date.`, 'Choose date as the type of the timer.'];
  }
  return undefined;
}

function literalObjection(form, text) {
  if (form === 'timeDate') {
    return isDate(text) ? undefined : [`"${short(text)}" is no date.`, 'Write 2030-02-28T18:00:00Z.'];
  }
  const cycle = form === 'timeCycle' && CYCLE.exec(text);
  if (form === 'timeCycle' && !cycle) {
    return [`"${short(text)}" is no counted cycle.`, 'Write R3/PT8H: 1 to 99 times.'];
  }
  return durationObjection(cycle ? cycle[2] : text);
}

function durationObjection(text) {
  if (/^P\d+[YM]/.test(text)) {
    return [`"${short(text)}" has no fixed length.`, 'Use days, not months or years.'];
  }
  const parts = text === 'P' ? null : DURATION.exec(text);
  if (!parts) {
    return [`"${short(text)}" is no duration.`, 'Write P5D for five days, PT8H for eight hours.'];
  }
  const seconds = SECONDS.reduce((sum, each, index) => sum + each * Number(parts[index + 1] || 0), 0);
  return seconds < MINUTE || seconds > YEAR
    ? [`"${short(text)}" is ${seconds < MINUTE ? 'shorter than a minute' : 'longer than a year'}.`, 'Use PT1M to P365D.'] : undefined;
}

function isDate(text) {
  const parts = DATE.exec(text);
  if (!parts) {
    return false;
  }
  const [, month, day, hour, minute, second] = parts.map(Number);
  const days = new Date(Date.UTC(Number(text.slice(0, 4)), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}
