import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';

const require = createRequire(import.meta.url);
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');

/** The findings of some rules, or of all, as `{ id, message, rule }`. */
export async function lint(xml, { rules, config, extensions = { camunda } } = {}) {
  const { rootElement } = await new BpmnModdle(extensions).fromXML(xml);
  const chosen = rules ? { rules: Object.fromEntries(rules.map(name => [`sluice/${name}`, ['error', config]])) }
    : { extends: 'plugin:sluice/recommended' };
  const results = await new Linter({ config: chosen, resolver: new NodeResolver() }).lint(rootElement);
  return Object.entries(results).flatMap(([rule, reports]) => reports.map(report => ({ ...report, rule })));
}

/** Asks one rule, and wants one finding at each of these elements whose message says this. */
export async function assertFound(rule, xml, ids, says, options = {}) {
  const findings = await lint(xml, { ...options, rules: [rule] });
  assert.deepEqual(findings.map(finding => finding.id).sort(), [ids].flat().sort(), messages(findings));
  findings.forEach(finding => assert.match(finding.message, says));
  const id = rule.toUpperCase().replace(/^P-CONFIRM-.*/, 'P-CONFIRM');
  findings.forEach(finding => assert.ok(finding.message.endsWith(`[${id}]`), finding.message));
}

/** Asks one rule, and wants it to be content. */
export async function assertFine(rule, xml, options = {}) {
  const findings = await lint(xml, { ...options, rules: [rule] });
  assert.deepEqual(findings.map(finding => finding.message), []);
}

export function messages(findings) {
  return findings.map(finding => `${finding.rule} ${finding.id}: ${finding.message}`).join('\n');
}
