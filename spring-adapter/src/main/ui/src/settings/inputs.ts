import { html, nothing, type TemplateResult } from 'lit';
import { describedBy, field, type SluiceElement } from '../base';
import { regions } from './calendar-form';
import { settingsWords } from './messages';
import { SPAN_UNITS, unitName, type SpanInput, type SpanUnit } from './span';

/** Controls of the settings. `id` is the path of the field, so that an error finds its control. */
export interface InputOptions {
  id: string;
  label: string;
  help?: string;
  error?: string | undefined;
  required?: boolean;
  mark?: boolean;
}

export function textInput(host: SluiceElement, options: InputOptions & {
  value: string; type?: 'text' | 'number' | 'time' | 'datetime-local'; list?: string; maxlength?: number; short?: boolean; change: (value: string) => void;
}): TemplateResult {
  return field(host, options, html`<input id=${options.id} type=${options.type === 'number' ? 'text' : options.type ?? 'text'}
    inputmode=${options.type === 'number' ? 'numeric' : nothing} autocomplete="off" spellcheck="false" class=${options.short ? 'short' : ''}
    list=${options.list ?? nothing} maxlength=${options.maxlength ?? nothing} .value=${options.value} aria-required=${options.required ? 'true' : nothing}
    aria-describedby=${describedBy(options)} aria-invalid=${String(!!options.error)}
    @input=${(event: Event) => options.change((event.target as HTMLInputElement).value)}>`);
}

export function areaInput(host: SluiceElement, options: InputOptions & { value: string; rows?: number; change: (value: string) => void }): TemplateResult {
  return field(host, options, html`<textarea id=${options.id} rows=${options.rows ?? 3} maxlength="4000" .value=${options.value}
    aria-required=${options.required ? 'true' : nothing} aria-describedby=${describedBy(options)} aria-invalid=${String(!!options.error)}
    @input=${(event: Event) => options.change((event.target as HTMLTextAreaElement).value)}></textarea>`);
}

export function selectInput<V extends string>(host: SluiceElement, options: InputOptions & {
  value: V; choices: readonly { value: V; label: string }[]; change: (value: V) => void;
}): TemplateResult {
  return field(host, options, html`<select id=${options.id} aria-describedby=${describedBy(options)} aria-invalid=${String(!!options.error)}
    .value=${options.value} @change=${(event: Event) => options.change((event.target as HTMLSelectElement).value as V)}>
    ${options.choices.map(({ value, label }) => html`<option value=${value} ?selected=${value === options.value}>${label}</option>`)}</select>`);
}

export function checkInput(options: { id: string; label: string; help?: string; error?: string | undefined; value: boolean; change: (value: boolean) => void }): TemplateResult {
  return html`<div class="field"><label class="choice"><input type="checkbox" id=${options.id} .checked=${options.value} aria-invalid=${String(!!options.error)}
      aria-describedby=${describedBy(options)} @change=${(event: Event) => options.change((event.target as HTMLInputElement).checked)}><span>${options.label}</span></label>
    ${options.help ? html`<p class="help" id="${options.id}-help">${options.help}</p>` : nothing}
    ${options.error ? html`<p class="wrong" id="${options.id}-wrong"><span aria-hidden="true">✕ </span>${options.error}</p>` : nothing}</div>`;
}

/** A number and a unit: "3" "days". */
export function spanInput(host: SluiceElement, options: InputOptions & { value: SpanInput; change: (value: SpanInput) => void }): TemplateResult {
  const { value, id } = options;
  return field(host, options, html`<div class="span">
    <input id=${id} type="text" inputmode="numeric" autocomplete="off" class="short" .value=${value.amount} aria-describedby=${describedBy(options)}
      aria-invalid=${String(!!options.error)} @input=${(event: Event) => options.change({ ...value, amount: (event.target as HTMLInputElement).value })}>
    <select id="${id}.unit" aria-label="${options.label}: ${unitsLabel(host)}" .value=${value.unit}
      @change=${(event: Event) => options.change({ ...value, unit: (event.target as HTMLSelectElement).value as SpanUnit })}>
      ${SPAN_UNITS.map(unit => html`<option value=${unit} ?selected=${unit === value.unit}>${unitName(unit, host.locale)}</option>`)}</select></div>`);
}

function unitsLabel(host: SluiceElement): string {
  return SPAN_UNITS.map(unit => unitName(unit, host.locale)).join('/');
}

/** Any of several, as boxes to tick. What is chosen and not known any more stays to be seen. */
export function manyInput(options: {
  id: string; label: string; help?: string; error?: string | undefined; none: string; known: readonly string[]; chosen: readonly string[];
  name?: (value: string) => string; change: (chosen: string[]) => void;
}): TemplateResult {
  const all = [...new Set([...options.known, ...options.chosen])];
  const toggle = (value: string, on: boolean) => options.change(all.filter(one => one === value ? on : options.chosen.includes(one)));
  return html`<fieldset class="field" aria-describedby=${describedBy(options)}><legend class="label">${options.label}</legend>
    ${options.help ? html`<p class="help" id="${options.id}-help">${options.help}</p>` : nothing}
    ${all.length === 0 ? html`<p class="muted" id=${options.id} tabindex="-1">${options.none}</p>` : html`<div class="many">${all.map((value, index) => html`<label class="choice">
      <input type="checkbox" id=${index === 0 ? options.id : nothing} value=${value} .checked=${options.chosen.includes(value)} aria-invalid=${String(!!options.error)}
        @change=${(event: Event) => toggle(value, (event.target as HTMLInputElement).checked)}><span>${options.name?.(value) ?? value}</span></label>`)}</div>`}
    ${options.error ? html`<p class="wrong" id="${options.id}-wrong"><span aria-hidden="true">✕ </span>${options.error}</p>` : nothing}</fieldset>`;
}

/** A region, with all that the browser knows as suggestions. */
export function zoneInput(host: SluiceElement, options: { id: string; error?: string | undefined; value: string; change: (value: string) => void }): TemplateResult {
  const words = host.words(settingsWords);
  const list = `${options.id}.regions`;
  return html`${textInput(host, { ...options, label: words.zone, help: words.zoneHelp, list, required: true })}
    <datalist id=${list}>${regions().map(zone => html`<option value=${zone}></option>`)}</datalist>`;
}
