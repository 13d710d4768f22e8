// What the palette and the menus offer. Each entry draws one element with everything the engine executes, and the
// boundary events that the element needs.

const external = topic => ({ 'camunda:type': 'external', 'camunda:topic': topic });
const delegate = bean => ({ 'camunda:delegateExpression': `\${${bean}}` });
const policy = question => `\${promotionPolicy.${question}(execution)}`;
const failure = (name, code, error) => ({ name, error: { code, name: error }, side: 'bottom' });

const serviceTask = (id, name, attributes, more = {}) => ({ id, name, type: 'bpmn:ServiceTask', attributes, ...more });
const userTask = (id, name, step, more = {}) => ({
  id, name, type: 'bpmn:UserTask', properties: { 'promotion.step': step }, ...more
});
const end = (id, name, outcome) => ({
  id, name, type: 'bpmn:EndEvent', properties: { 'promotion.outcome': outcome }, title: `End: ${name}`
});
const wait = (id, name, question, title) => ({
  id, name, type: 'bpmn:IntermediateCatchEvent', timer: { timeDate: policy(question) }, title
});
const question = (id, name, title) => ({ id, name, type: 'bpmn:ExclusiveGateway', title });

export const STEPS = [
  serviceTask('run-checks', 'Run checks', external('promotion.checks')),
  userTask('approve', 'Approve', 'approval', {
    boundaries: [
      { name: 'Reminder due', timer: { timeCycle: policy('reminders') }, interrupts: false, side: 'top' },
      { name: 'Overdue', timer: { timeDate: policy('approvalDeadline') }, side: 'bottom' }
    ]
  }),
  serviceTask('remind-approvers', 'Remind approvers', delegate('promotionRemind')),
  serviceTask('reserve-target', 'Reserve target', delegate('promotionReserve'), {
    boundaries: [failure('Busy', 'TARGET_BUSY', 'Target busy')]
  }),
  serviceTask('confirm-still-allowed', 'Confirm still allowed', delegate('promotionConfirm'), {
    boundaries: [failure('Not allowed', 'NOT_ALLOWED', 'Not allowed')]
  }),
  serviceTask('deploy', 'Deploy', external('promotion.deploy'), {
    boundaries: [failure('Deploy failed', 'DEPLOY_FAILED', 'Deploy failed')]
  }),
  serviceTask('verify', 'Verify', external('promotion.verify'), {
    boundaries: [failure('Verify failed', 'VERIFY_FAILED', 'Verify failed')]
  }),
  serviceTask('roll-back', 'Roll back', external('promotion.rollback'), {
    boundaries: [failure('Roll back failed', 'ROLLBACK_FAILED', 'Roll back failed')]
  }),
  serviceTask('notify', 'Notify', delegate('promotionNotify'), { fields: { message: 'The promotion goes on.' } }),
  userTask('repair-by-hand', 'Repair by hand', 'repair')
];

export const QUESTIONS = [
  question('passed', 'Passed?', 'Question: checks passed?'),
  question('approved', 'Approved?', 'Question: approved?')
];

export const WAITS = [
  wait('window-opens', 'Change window opens', 'windowOpens', 'Wait: for the change window'),
  wait('soak', 'Soak time over', 'soak', 'Wait: for the soak time'),
  wait('try-again', 'Wait, then try again', 'nextTry', 'Wait: then ask for the target again')
];

export const OUTCOMES = [
  end('end-promoted', 'Promoted', 'PROMOTED'),
  end('end-checks-failed', 'Checks failed', 'CHECKS_FAILED'),
  end('end-rejected', 'Rejected', 'REJECTED'),
  end('end-expired', 'Expired', 'EXPIRED'),
  end('end-not-allowed', 'Not allowed', 'NOT_ALLOWED'),
  end('end-rolled-back', 'Rolled back', 'ROLLED_BACK'),
  end('end-rollback-failed', 'Rollback failed', 'ROLLBACK_FAILED')
];

export const ALL = [...STEPS, ...QUESTIONS, ...WAITS, ...OUTCOMES]
  .map(entry => ({ title: entry.name, ...entry }));

/** The answers a flow can carry out of a gateway. */
export const ANSWERS = [
  { id: 'checks-passed', title: 'If the checks have passed', condition: '${checksPassed}' },
  { id: 'checks-failed', title: 'If a check has failed', condition: '${!checksPassed}' },
  { id: 'approved', title: 'If it was approved', condition: "${approvalOutcome == 'APPROVED'}" },
  { id: 'rejected', title: 'If it was rejected', condition: "${approvalOutcome == 'REJECTED'}" }
];
