import { html, nothing, type TemplateResult } from 'lit';
import type { SluiceElement } from '../base';
import { DAYS, REPEATS, type CalendarForm, type WeeklyForm } from './calendar-form';
import { dayName } from './calendar-words';
import { manyInput, selectInput, spanInput, textInput, zoneInput } from './inputs';
import { settingsWords } from './messages';

/** Inputs for the same times on some days of the week. */
export function weeklyFields(host: SluiceElement, field: string, form: WeeklyForm, wrong: (field: string) => string | undefined,
  change: (part: Partial<WeeklyForm>) => void): TemplateResult {
  const words = host.words(settingsWords);
  return html`${manyInput({ id: `${field}.days`, label: words.days, none: '', known: DAYS, chosen: form.days, error: wrong(`${field}.days`), name: day => dayName(day as typeof DAYS[number], host.locale),
      change: days => change({ days: days as WeeklyForm['days'] }) })}
    <div class="grid">
      ${textInput(host, { id: `${field}.from`, type: 'time', short: true, label: words.fromTime, value: form.from, error: wrong(`${field}.from`), change: from => change({ from }) })}
      ${textInput(host, { id: `${field}.to`, type: 'time', short: true, label: words.toTime, help: form.to && form.to < form.from ? words.endNextDay : undefined, value: form.to, error: wrong(`${field}.to`), change: to => change({ to }) })}
    </div>
    ${zoneInput(host, { id: `${field}.zone`, value: form.zone, error: wrong(`${field}.zone`), change: zone => change({ zone }) })}`;
}

/** Inputs for anything on a calendar: once, or by a rule. */
export function calendarFields(host: SluiceElement, field: string, form: CalendarForm, wrong: (field: string) => string | undefined,
  change: (part: Partial<CalendarForm>) => void): TemplateResult {
  const words = host.words(settingsWords);
  return html`<div class="grid">
      ${textInput(host, { id: `${field}.start`, type: 'datetime-local', label: words.start, required: true, value: form.start, error: wrong(`${field}.start`), change: start => change({ start }) })}
      ${selectInput(host, { id: `${field}.ends`, label: words.ends, value: form.ends, change: ends => change({ ends }), choices: [{ value: 'END', label: words.endsEND }, { value: 'DURATION', label: words.endsDURATION }] })}
      ${form.ends === 'END' ? textInput(host, { id: `${field}.end`, type: 'datetime-local', label: words.end, required: true, value: form.end, error: wrong(`${field}.end`), change: end => change({ end }) })
        : spanInput(host, { id: `${field}.duration`, label: words.duration, required: true, value: form.duration, error: wrong(`${field}.duration`), change: duration => change({ duration }) })}
      ${selectInput(host, { id: `${field}.repeat`, label: words.repeat, value: form.repeat, change: repeat => change({ repeat }), choices: REPEATS.map(value => ({ value, label: words[`repeat${value}`] })) })}
    </div>
    ${form.repeat === 'RULE' ? textInput(host, { id: `${field}.rule`, label: words.rule, help: words.ruleHelp, required: true, value: form.rule, error: wrong(`${field}.rule`), change: rule => change({ rule }) }) : nothing}
    ${zoneInput(host, { id: `${field}.zone`, value: form.zone, error: wrong(`${field}.zone`), change: zone => change({ zone }) })}`;
}
