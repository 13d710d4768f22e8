import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const { evaluate } = createRequire(import.meta.url)('bpmnlint-plugin-sluice/lib/condition');

const KNOWN = { checksPassed: true, approvalOutcome: 'REJECTED' };

const TABLE = [
  ['${checksPassed}', true],
  ['${!checksPassed}', false],
  ['${not checksPassed}', false],
  ["${approvalOutcome == 'APPROVED'}", false],
  ['${approvalOutcome eq "REJECTED"}', true],
  ["${approvalOutcome != 'APPROVED'}", true],
  ["${approvalOutcome ne 'APPROVED'}", true],
  ["${'REJECTED' == approvalOutcome}", true],
  ["${checksPassed && approvalOutcome == 'APPROVED'}", false],
  ["${priority == 'HIGH' && approvalOutcome == 'APPROVED'}", false],
  ['${priority && checksPassed}', undefined],
  ['${priority || checksPassed}', true],
  ['${checksPassed and (not checksPassed or checksPassed)}', true],
  ['${checksPassed == true}', true],
  ['${priority}', undefined],
  ['${priority > 3}', undefined],
  ['${promotionPolicy.isUrgent(execution)}', undefined],
  ['${(checksPassed}', undefined],
  ['${checksPassed &&}', undefined],
  ['${checksPassed checksPassed}', undefined],
  ['${}', undefined],
  ['${approvalOutcome}', undefined],
  ['checksPassed', undefined],
  ['', undefined]
];

for (const [condition, value] of TABLE) {
  test(`condition ${condition || '(empty)'} is ${value === undefined ? 'unknown' : value}`, () => {
    assert.equal(evaluate(condition, KNOWN), value);
  });
}
