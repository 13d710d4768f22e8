import type { ProcessState, ProcessStep } from '../api/contract';
import { ana, NOW, tom } from '../test/fixtures';
import { never, problem, reply } from '../test/mock';
import { screen } from '../test/screens';
import shipped from '../../../../../../promotion-bpmn/src/main/resources/io/sluice/promotion/bpmn/promotion.bpmn?raw';

const step = (id: string, name: string, state: ProcessStep['state'], more: Partial<ProcessStep> = {}): ProcessStep =>
  ({ id, name, state, active: state === 'ACTIVE' || state === 'INCIDENT' ? 1 : 0, ...more });

export const processState: ProcessState = {
  process: 'Promotion', version: 3, running: true,
  steps: [
    step('requested', 'Promotion requested', 'DONE', { since: '2026-11-23T06:10:00Z', until: '2026-11-23T06:10:00Z' }),
    step('run-checks', 'Run checks', 'DONE', { since: '2026-11-23T06:10:00Z', until: '2026-11-23T06:12:00Z' }),
    step('remind-approvers', 'Remind approvers', 'DONE', { since: '2026-11-23T08:12:00Z', until: '2026-11-23T08:12:00Z' }),
    step('approve', 'Approve', 'ACTIVE', { since: '2026-11-23T06:12:00Z', who: [tom, ana], timer: '2026-11-23T11:42:00Z' }),
    step('reserve-target', 'Reserve target', 'AHEAD'), step('confirm', 'Confirm still allowed', 'AHEAD'), step('deploy', 'Deploy', 'AHEAD'), step('verify', 'Verify', 'AHEAD')
  ],
  flows: { 'checks-start': 1, 'checks-done': 1, 'checks-yes': 1, 'reminder-start': 1, 'reminder-sent': 1 }
};

const incident: ProcessState = {
  ...processState,
  steps: [
    ...processState.steps.slice(0, 2), step('approve', 'Approve', 'DONE', { since: '2026-11-23T06:12:00Z', until: '2026-11-23T08:01:00Z', who: [ana] }),
    step('deploy', 'Deploy', 'INCIDENT', { since: NOW, message: 'The cluster did not answer within 30 s; 3 tries' }), step('verify', 'Verify', 'AHEAD')
  ],
  flows: { ...processState.flows, 'approve-done': 1, 'approved-yes': 1, 'window-open': 1, 'reserve-done': 1, 'confirm-done': 1 }
};

const main = 'GET /organizations/*/promotions/*/process';
const file = 'GET /organizations/*/promotions/*/process/diagram';
const drawn = { act: async (page: import('playwright-core').Page) => { await page.locator('.djs-shape').first().waitFor(); } };

export const diagramAnswers = { [main]: processState, [file]: reply(200, shipped, { 'content-type': 'application/xml' }) };

export default [
  screen({
    name: 'diagram', element: 'sluice-bpmn-diagram', attributes: { 'promotion-id': 'P-1043' }, main, answers: diagramAnswers,
    states: {
      normal: { ...drawn, shows: 'Confirm still allowed' },
      incident: { answers: { [main]: incident }, ...drawn, shows: 'The cluster did not answer' },
      ended: { answers: { [main]: { ...processState, running: false, steps: processState.steps.slice(0, 3) } }, ...drawn },
      'steps-only': { attributes: { 'steps-only': '' } },
      'no-file': { answers: { [file]: problem(404, 'process.missing', 'Not found', 'There is none') }, shows: 'Not found' },
      'broken-file': { answers: { [file]: reply(200, '<bpmn', { 'content-type': 'application/xml' }) }, shows: 'The diagram cannot be drawn.' },
      'file-loading': { answers: { [file]: never } }
    }
  })
];
