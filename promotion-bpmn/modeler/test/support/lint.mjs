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

/** Every drawing that was asked about, for the verifier to be asked the same. */
export const judged = [];

/** Asks one rule, and wants one finding at each of these elements whose message says this. */
export async function assertFound(rule, xml, ids, says, options = {}) {
  const findings = await lint(xml, { ...options, rules: [rule] });
  remember(rule, xml, true, options);
  assert.deepEqual(findings.map(finding => finding.id).sort(), [ids].flat().sort(), messages(findings));
  findings.forEach(finding => assert.match(finding.message, says));
  findings.forEach(finding => assert.ok(finding.message.endsWith(`[${verifierRule(rule)}]`), finding.message));
}

/** Asks one rule, and wants it to be content. */
export async function assertFine(rule, xml, options = {}) {
  const findings = await lint(xml, { ...options, rules: [rule] });
  remember(rule, xml, false, options);
  assert.deepEqual(findings.map(finding => finding.message), []);
}

/**
 * @param options.verifier what the verifier says where that is not the same: another rule, or nothing to compare
 */
function remember(rule, xml, isWrong, { config, verifier = verifierRule(rule) }) {
  if (config === undefined && verifier !== null) {
    judged.push({ rule: verifier, xml, isWrong });
  }
}

function verifierRule(rule) {
  return rule.toUpperCase().replace(/^P-CONFIRM-.*/, 'P-CONFIRM');
}

export function messages(findings) {
  return findings.map(finding => `${finding.rule} ${finding.id}: ${finding.message}`).join('\n');
}
