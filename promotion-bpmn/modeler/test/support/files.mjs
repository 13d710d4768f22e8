import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

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
  return [new RegExp(`<bpmn:(\\w+) id="${id}"[^>]*?(?:/>|>[\\s\\S]*?</bpmn:\\1>)`), ''];
}

/** Puts elements into the process, at its end. */
export function plus(xml) {
  return ['</bpmn:process>', `${xml}</bpmn:process>`];
}

export const EMPTY = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions" targetNamespace="urn:sluice:drawn" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
  <bpmn:process id="drawn" name="Drawn" isExecutable="true" camunda:historyTimeToLive="P180D" />
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="drawn" /></bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

/**
 * What of a file is the same on every machine: the editor makes up ids for whatever is drawn, and measures labels in
 * whatever fonts there are.
 */
function withoutChance(xml) {
  const made = [...new Set([...xml.matchAll(/"(\w+_[0-9a-z]{7})(?:_di)?"/g)].map(match => match[1]))];
  const count = {};
  return made.reduce((text, id) => {
    const kind = id.replace(/_[0-9a-z]{7}$/, '');
    count[kind] = (count[kind] ?? 0) + 1;
    return text.replaceAll(id, `${kind}_${count[kind]}`);
  }, xml.replace(/\s*<bpmndi:BPMNLabel>[\s\S]*?<\/bpmndi:BPMNLabel>/g, ''));
}

/** The file that the Java tests verify is the one that the editor writes. UPDATE=true writes it anew. */
export function assertGolden(name, xml) {
  const text = withoutChance(xml);
  const golden = at(`../../../src/test/resources/modeler/${name}`);
  if (process.env.UPDATE === 'true') {
    mkdirSync(new URL('.', golden), { recursive: true });
    writeFileSync(golden, text);
  }
  assert.ok(text === readFileSync(golden, 'utf8'), `${name} has changed; look at it, then run the tests with UPDATE=true`);
}
