import { readFileSync } from 'node:fs';

const at = path => new URL(path, import.meta.url);

export const SHIPPED = readFileSync(
  at('../../../src/main/resources/io/sluice/promotion/bpmn/promotion.bpmn'), 'utf8');

/** The shipped process with some text replaced: pairs of what stands there, which must be so, and what to put there. */
export function shippedWith(...changes) {
  return changes.reduce((xml, [old, replacement]) => {
    if (typeof old === 'string' ? !xml.includes(old) : !old.test(xml)) {
      throw new Error(`The shipped process does not hold ${old}.`);
    }
    return xml.replace(old, typeof replacement === 'string' ? () => replacement : replacement);
  }, SHIPPED);
}

/** Takes a whole element out of the file, by its id. */
export function without(id) {
  return [new RegExp(`<bpmn:(\\w+) id="${id}"[^>]*(?:/>|>[\\s\\S]*?</bpmn:\\1>)`), ''];
}

/** Puts elements into the process, at its end. */
export function plus(xml) {
  return ['</bpmn:process>', `${xml}</bpmn:process>`];
}
