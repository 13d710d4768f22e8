// Each rule: wrong in two ways at least, and one drawing that is nearly the same and right.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { SHIPPED, shippedWith, without, plus } from './support/files.mjs';
import { lint, assertFound, assertFine, judged, messages } from './support/lint.mjs';
import { verify, VERIFIER } from './support/verifier.mjs';

const RULES = readdirSync(new URL('../bpmnlint-plugin-sluice/rules', import.meta.url)).map(file => file.replace('.js', ''));

const retarget = (flow, node) => [new RegExp(`(id="${flow}"[^>]* targetRef=")[^"]*`), (_, head) => head + node];
const flow = (id, from, to, condition) => `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">`
  + (condition ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>` : '')
  + '</bpmn:sequenceFlow>';
const properties = (...pairs) => '<bpmn:extensionElements><camunda:properties>'
  + pairs.map(([name, value]) => `<camunda:property name="${name}" value="${value}" />`).join('')
  + '</camunda:properties></bpmn:extensionElements>';
const extension = xml => `<bpmn:extensionElements>${xml}</bpmn:extensionElements>`;
const topic = name => `camunda:type="external" camunda:topic="${name}"`;
const timer = (form, text) => `<bpmn:timerEventDefinition><bpmn:${form} xsi:type="bpmn:tFormalExpression">${text}`
  + `</bpmn:${form}></bpmn:timerEventDefinition>`;

describe('the shipped process', () => {
  test('has no findings at all', async () => {
    const findings = await lint(SHIPPED);

    assert.equal(messages(findings), '');
  });

  test('has none either when the linter does not know Camunda\'s extensions', async () => {
    assert.equal(messages(await lint(SHIPPED, { extensions: {} })), '');
    await assertFound('v-step', shippedWith(['value="approval"', 'value="aproval"']), 'approve', /"aproval"/, { extensions: {} });
    await assertFound('v-step', shippedWith(['promotion.deploy', 'promotion.depoly']), 'deploy', /promotion\.depoly/, { extensions: {} });
  });

  test('is judged by every rule there is', async () => {
    const { configs } = (await import('bpmnlint-plugin-sluice')).default;

    assert.deepEqual(Object.keys(configs.recommended.rules).sort(), RULES.sort());
  });
});

test('a process of the host that is no promotion is left alone', async () => {
  const xml = SHIPPED.replace(/<bpmn:process[\s\S]*<\/bpmn:process>/, '<bpmn:process id="other"><bpmn:userTask id="a" />'
    + '<bpmn:serviceTask id="b" camunda:class="com.acme.B" /><bpmn:endEvent id="c" /></bpmn:process>')
    .replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');

  assert.equal(messages(await lint(xml)), '');
});

describe('p-checks', () => {
  test('finds a Deploy that no checks precede', async () => {
    await assertFound('p-checks', shippedWith(retarget('checks-start', 'approve')), 'deploy', /checks have not run: .*Approve/);
  });

  test('finds checks in one of two ways only', async () => {
    await assertFound('p-checks', shippedWith(plus('<bpmn:exclusiveGateway id="urgent" default="slow" />'
      + flow('slow', 'urgent', 'run-checks') + flow('quick', 'urgent', 'approve', '${urgent}')),
    retarget('checks-start', 'urgent')), 'deploy', /checks have not run/);
  });

  test('finds the answer led the wrong way', async () => {
    await assertFound('p-checks', shippedWith(retarget('checks-no', 'approve')), 'deploy', /have not passed.*Passed\? → Approve/);
    await assertFound('p-checks', shippedWith(['${checksPassed}', '${urgent}']), 'deploy', /have not passed/);
  });

  test('accepts checks on a branch of their own, and checks that are run again', async () => {
    await assertFine('p-checks', shippedWith(
      plus('<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" /><bpmn:task id="other" />'
        + flow('f1', 'fork', 'run-checks') + flow('f2', 'fork', 'other') + flow('f3', 'other', 'join') + flow('f4', 'join', 'checks-passed')),
      retarget('checks-start', 'fork'), retarget('checks-done', 'join')));
    await assertFine('p-checks', shippedWith(retarget('checks-no', 'run-checks')));
  });
});

describe('p-approval', () => {
  test('finds a Deploy that nobody approves', async () => {
    await assertFound('p-approval', shippedWith(retarget('checks-yes', 'window-opens')), 'deploy',
      /without a granted approval: Promotion requested → Run checks/);
  });

  test('finds the deadline that goes on to Deploy', async () => {
    await assertFound('p-approval', shippedWith(retarget('approve-overdue', 'window-opens')), 'deploy', /without a granted approval.*Overdue/);
  });

  test('finds a no that leads to Deploy', async () => {
    await assertFound('p-approval', shippedWith(retarget('approved-no', 'window-opens')), 'deploy', /"Approve" \(approve\) may have been rejected/);
    await assertFound('p-approval', shippedWith(["== 'APPROVED'", "!= 'APPROVED'"]), 'deploy', /may have been rejected/);
    await assertFound('p-approval', shippedWith(retarget('approve-done', 'window-opens')), 'deploy', /may have been rejected/);
  });

  test('accepts two approvals side by side, and the question asked the other way round', async () => {
    await assertFine('p-approval', shippedWith(
      plus('<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />'
        + `<bpmn:userTask id="security">${properties(['promotion.step', 'approval'], ['promotion.stage', 'security'])}</bpmn:userTask>`
        + flow('f1', 'fork', 'approve') + flow('f2', 'fork', 'security') + flow('f3', 'security', 'join') + flow('f4', 'join', 'approved')),
      retarget('checks-yes', 'fork'), retarget('approve-done', 'join')));
    await assertFine('p-approval', shippedWith(['default="approved-no"', 'default="approved-yes"'],
      ["${approvalOutcome == 'APPROVED'}", ''],
      ['name="no" sourceRef="approved" targetRef="rejected" />', 'name="no" sourceRef="approved" targetRef="rejected">'
        + "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${approvalOutcome eq 'REJECTED'}</bpmn:conditionExpression></bpmn:sequenceFlow>"]));
  });

  test('leaves to the verifier what a called process does', async () => {
    await assertFine('p-approval', shippedWith(plus('<bpmn:callActivity id="board" calledElement="board-review" />' + flow('x', 'board', 'window-opens')),
      retarget('checks-yes', 'board')));
  });
});

describe('p-reserve and p-confirm', () => {
  test('find a Deploy without them', async () => {
    await assertFound('p-reserve', shippedWith(retarget('window-open', 'confirm')), 'deploy', /without the target being reserved/);
    await assertFound('p-reserve', shippedWith(['<bpmn:incoming>reserve-again</bpmn:incoming>', '<bpmn:incoming>reserve-again</bpmn:incoming>'
      + '<bpmn:multiInstanceLoopCharacteristics camunda:collection="targets" />']), 'deploy', /without the target being reserved/);
    await assertFound('p-confirm', shippedWith(retarget('reserve-done', 'deploy')), 'deploy', /without "Confirm still allowed", and refuses/);
  });

  test('find a way around them after an error', async () => {
    await assertFound('p-reserve', shippedWith(retarget('reserve-busy', 'confirm')), 'deploy', /reserved: .*Busy/);
    await assertFound('p-confirm', shippedWith(retarget('confirm-refused', 'deploy')), 'deploy', /Not allowed → Deploy/);
  });

  test('accept another order', async () => {
    const reserveFirst = shippedWith(retarget('checks-yes', 'reserve-target'), retarget('reserve-done', 'approve'), retarget('window-open', 'confirm'));

    await assertFine('p-reserve', reserveFirst);
    await assertFine('p-confirm', reserveFirst);
  });

  test('find a wait between Confirm and Deploy', async () => {
    const wait = '<bpmn:intermediateCatchEvent id="night">' + timer('timeDuration', 'PT8H') + '</bpmn:intermediateCatchEvent>';
    await assertFound('p-confirm-at-once', shippedWith(plus(wait + flow('x', 'night', 'deploy')), retarget('confirm-done', 'night')), 'deploy', /may wait between/);
    await assertFound('p-confirm-at-once', shippedWith(plus(`<bpmn:userTask id="look">${properties(['promotion.step', 'approval'])}</bpmn:userTask>`
      + flow('x', 'look', 'deploy')), retarget('confirm-done', 'look')), 'deploy', /may wait between/);
  });

  test('accept a message sent between Confirm and Deploy', async () => {
    await assertFine('p-confirm-at-once', shippedWith(plus('<bpmn:serviceTask id="tell" camunda:delegateExpression="${promotionNotify}" />'
      + flow('x', 'tell', 'deploy')), retarget('confirm-done', 'tell')));
  });
});

describe('p-timeout', () => {
  test('finds an approval without a limit', async () => {
    await assertFound('p-timeout', shippedWith(without('overdue'), without('approve-overdue')), 'approve', /"Approve" \(approve\) has no time limit/);
  });

  test('finds a limit that does not interrupt', async () => {
    await assertFound('p-timeout', shippedWith(['name="Overdue" attachedToRef', 'name="Overdue" cancelActivity="false" attachedToRef']),
      'approve', /no time limit/);
  });

  test('finds a limit after which Deploy runs all the same', async () => {
    const second = `<bpmn:userTask id="security">${properties(['promotion.step', 'approval'])}</bpmn:userTask>`
      + `<bpmn:boundaryEvent id="late" attachedToRef="security">${timer('timeDuration', 'P3D')}</bpmn:boundaryEvent>`;
    await assertFound('p-timeout', shippedWith(plus(second + flow('x', 'security', 'window-opens') + flow('y', 'late', 'window-opens')), retarget('approved-yes', 'security')),
      'late', /"Deploy" \(deploy\) can run all the same/, { verifier: 'P-APPROVAL' });
  });

  test('accepts a limit that asks somebody else', async () => {
    await assertFine('p-timeout', shippedWith(retarget('approve-overdue', 'approve')));
  });
});

describe('p-remind', () => {
  test('finds an approval that reminds nobody', async () => {
    await assertFound('p-remind', shippedWith(without('reminder-due'), without('reminder-start')), 'approve', /reminds nobody/);
    await assertFound('p-remind', shippedWith(['name="Reminder due" cancelActivity="false"', 'name="Reminder due"']), 'approve', /reminds nobody/);
  });

  test('accepts a written duration', async () => {
    await assertFine('p-remind', shippedWith(['${promotionPolicy.reminders(execution)}', 'R3/PT8H']));
  });
});

describe('p-outcome', () => {
  test('finds an end without an outcome', async () => {
    await assertFound('p-outcome', shippedWith([properties(['promotion.outcome', 'EXPIRED']).replace(/></g, '>\\s*<'), ''].map((text, index) =>
      (index === 0 ? new RegExp(text.replace('promotion.outcome', 'promotion\\.outcome')) : text))), 'expired', /can end at "Expired" \(expired\) without an outcome/);
  });

  test('finds a step that nothing follows', async () => {
    await assertFound('p-outcome', shippedWith(without('approve-overdue')), 'overdue', /can end at "Overdue"/);
    await assertFound('p-outcome', shippedWith(without('repair-done')), 'repair', /can end at "Repair by hand"/);
  });

  test('finds a reminder that ends everything', async () => {
    await assertFound('p-outcome', shippedWith(['<bpmn:incoming>reminder-sent</bpmn:incoming>', '<bpmn:incoming>reminder-sent</bpmn:incoming><bpmn:terminateEventDefinition />']),
      'reminded', /can end at "Reminded"/);
  });

  test('accepts ends beside the main path', async () => {
    await assertFine('p-outcome', shippedWith(plus('<bpmn:parallelGateway id="fork" /><bpmn:endEvent id="told" />'
      + flow('x', 'fork', 'window-opens') + flow('y', 'fork', 'told')), retarget('approved-yes', 'fork')));
    await assertFine('p-outcome', shippedWith(without('reminded'), without('reminder-sent')));
  });

  test('accepts a process that another one calls', async () => {
    const called = SHIPPED.replace(/(<bpmn:process [^>]*>)[\s\S]*<\/bpmn:process>/, (_, head) => `${head}<bpmn:startEvent id="a" />`
      + '<bpmn:serviceTask id="b" camunda:delegateExpression="${promotionNotify}" /><bpmn:endEvent id="c" />'
      + flow('d', 'a', 'b') + flow('e', 'b', 'c') + '</bpmn:process>');
    await assertFine('p-outcome', called.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, ''), { verifier: null });
  });

  test('finds an end behind the join of a fork', async () => {
    await assertFound('p-outcome', shippedWith(plus('<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" /><bpmn:endEvent id="over" />'
      + flow('x', 'fork', 'join') + flow('y', 'fork', 'join') + flow('z', 'join', 'over')), retarget('repair-done', 'fork')), 'over', /without an outcome/);
  });
});

describe('p-truth', () => {
  test('finds PROMOTED without Deploy or Verify', async () => {
    await assertFound('p-truth', shippedWith(retarget('confirm-done', 'promoted')), ['promoted'], /PROMOTED can be recorded at .* although "Deploy" never ran/);
    await assertFound('p-truth', shippedWith(retarget('deploy-done', 'promoted')), ['promoted'], /although "Verify" is not done/);
  });

  test('finds ROLLED_BACK without Roll back', async () => {
    await assertFound('p-truth', shippedWith(retarget('confirm-refused', 'rolled-back')), 'rolled-back', /"Roll back" is not done/);
  });

  test('finds an outcome that says nothing was deployed', async () => {
    await assertFound('p-truth', shippedWith(retarget('rollback-done', 'not-allowed')), 'not-allowed', /although the deployment had begun/);
    await assertFound('p-truth', shippedWith(retarget('verify-done', 'rejected')), 'rejected', /although the deployment had begun: Deploy → Verify → Rejected/);
  });

  test('accepts work between Verify and the end', async () => {
    await assertFine('p-truth', shippedWith(plus('<bpmn:serviceTask id="tell" camunda:delegateExpression="${promotionNotify}" />' + flow('x', 'tell', 'promoted')),
      retarget('verify-done', 'tell')));
  });
});

describe('p-rollback', () => {
  test('finds a failure that nobody undoes', async () => {
    await assertFound('p-rollback', shippedWith(retarget('deploy-undo', 'rollback-failed')), 'deploy-failed', /can end without a roll back: Deploy failed → Rollback failed/);
    await assertFound('p-rollback', shippedWith(retarget('verify-undo', 'repair')), 'verify-failed', /Verify failed → Repair by hand/);
  });

  test('finds a Roll back of nothing', async () => {
    await assertFound('p-rollback', shippedWith(retarget('confirm-refused', 'roll-back')), 'roll-back', /although nothing was deployed/);
  });

  test('accepts a message on the way to Roll back', async () => {
    await assertFine('p-rollback', shippedWith(plus('<bpmn:serviceTask id="tell" camunda:delegateExpression="${promotionNotify}" />' + flow('x', 'tell', 'roll-back')),
      retarget('deploy-undo', 'tell')));
  });
});

describe('p-once', () => {
  test('finds a Deploy that is tried again', async () => {
    await assertFound('p-once', shippedWith(retarget('deploy-undo', 'deploy')), 'deploy', /twice for one approval/);
    await assertFound('p-once', shippedWith(retarget('rollback-done', 'reserve-target')), 'deploy', /Roll back → Reserve target/);
  });

  test('accepts another round of approval', async () => {
    await assertFine('p-once', shippedWith(retarget('rollback-done', 'approve')));
  });
});

describe('p-picture', () => {
  test('finds a flow that is drawn to another step', async () => {
    await assertFound('p-picture', shippedWith(['id="approve-overdue" sourceRef="overdue" targetRef="expired"', 'id="approve-overdue" sourceRef="overdue" targetRef="window-opens"']),
      'approve-overdue', /is drawn to "Expired" \(expired\) but runs to "Change window opens"/);
    await assertFound('p-picture', shippedWith([/(bpmnElement="checks-start">\s*<di:waypoint x=")198/, (_, head) => head + '98']), 'checks-start', /from an empty place/);
  });

  test('finds what is not drawn', async () => {
    await assertFound('p-picture', shippedWith([/<bpmndi:BPMNShape id="reminded-shape"[\s\S]*?<\/bpmndi:BPMNShape>/, '']), 'reminded', /is not drawn/);
    await assertFound('p-picture', shippedWith([/<bpmndi:BPMNEdge id="checks-no-edge"[\s\S]*?<\/bpmndi:BPMNEdge>/, '']), 'checks-no', /Flow "no" \(checks-no\) is not drawn/);
  });

  test('finds steps that cover each other', async () => {
    await assertFound('p-picture', shippedWith(['<dc:Bounds x="1080" y="260" width="100" height="80" />', '<dc:Bounds x="1200" y="260" width="100" height="80" />']),
      ['confirm-refused', 'confirm-done', 'reserve-done', 'deploy'].filter(id => id === 'deploy').concat(['reserve-done', 'confirm-done']), /drawn/);
  });

  test('accepts steps that are moved with their flows', async () => {
    await assertFine('p-picture', SHIPPED.replace(/ y="(\d+)"/g, (_, y) => ` y="${Number(y) + 400}"`));
  });
});

describe('v-uncaught', () => {
  test('finds errors that nobody catches', async () => {
    await assertFound('v-uncaught', shippedWith(without('deploy-failed'), without('deploy-undo')), 'deploy', /can throw DEPLOY_FAILED/);
    await assertFound('v-uncaught', shippedWith(['errorCode="TARGET_BUSY"', 'errorCode="BUSY"']), 'reserve-target', /can throw TARGET_BUSY/);
  });

  test('accepts whoever catches every error, next to the step or around it', async () => {
    await assertFine('v-uncaught', shippedWith([' errorRef="error-deploy-failed"', '']));
    await assertFine('v-uncaught', shippedWith(without('deploy-failed'), without('deploy-undo'), plus('<bpmn:subProcess id="s" triggeredByEvent="true">'
      + '<bpmn:startEvent id="failed"><bpmn:errorEventDefinition errorRef="error-deploy-failed" /></bpmn:startEvent></bpmn:subProcess>')));
  });
});

describe('p-stages', () => {
  const stage = name => shippedWith(['value="approval" />', `value="approval" /><camunda:property name="promotion.stage" value="${name}" />`]);
  const policy = { config: { stages: ['board', 'security'] } };

  test('finds stages that the policy does not have, or that are empty', async () => {
    await assertFound('p-stages', stage(''), 'approve', /the stage "", which the policy does not have/);
    await assertFound('p-stages', stage('bord'), ['approve', 'promotion', 'promotion'], /"bord"|asks for the stage "(board|security)", and no/, policy);
  });

  test('finds a stage that nobody asks for', async () => {
    await assertFound('p-stages', stage('board'), 'promotion', /"security", and no approval step does/, policy);
  });

  test('accepts one step for all stages', async () => {
    await assertFine('p-stages', SHIPPED, policy);
    await assertFine('p-stages', stage('anything'));
  });
});

describe('v-empty-mi', () => {
  const repeated = (flowId, loop) => shippedWith([`<bpmn:outgoing>${flowId}</bpmn:outgoing>`, `<bpmn:outgoing>${flowId}</bpmn:outgoing>${loop}`]);

  test('finds approvals and checks that an empty collection skips', async () => {
    const over = '<bpmn:multiInstanceLoopCharacteristics camunda:collection="boards" camunda:elementVariable="board" />';
    await assertFound('v-empty-mi', repeated('approve-done', over), 'approve', /when the collection is empty it does not run/);
    await assertFound('v-empty-mi', repeated('checks-done', over), 'run-checks', /when the collection is empty/);
    await assertFound('v-empty-mi', shippedWith(plus('<bpmn:subProcess id="boards"><bpmn:multiInstanceLoopCharacteristics camunda:collection="boards" />'
      + `<bpmn:userTask id="inner">${properties(['promotion.step', 'approval'])}</bpmn:userTask></bpmn:subProcess>` + flow('x', 'boards', 'approved')),
    retarget('checks-yes', 'boards')), 'inner', /with "boards"/);
  });

  test('accepts a written number', async () => {
    await assertFine('v-empty-mi', repeated('approve-done', '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>'));
  });
});

describe('v-nodefault', () => {
  test('finds gateways that may find no way', async () => {
    await assertFound('v-nodefault', shippedWith([' default="checks-no"', ''], ['name="no" sourceRef="checks-passed" targetRef="checks-failed" />',
      'name="no" sourceRef="checks-passed" targetRef="checks-failed"><bpmn:conditionExpression>${broken}</bpmn:conditionExpression></bpmn:sequenceFlow>']), 'checks-passed', /no flow may hold/);
    await assertFound('v-nodefault', shippedWith(plus('<bpmn:inclusiveGateway id="who" />' + flow('x', 'who', 'approve', '${a}') + flow('y', 'who', 'approve', '${b}')),
      retarget('checks-yes', 'who')), 'who', /no flow may hold/);
  });

  test('accepts conditions that leave no gap', async () => {
    await assertFine('v-nodefault', shippedWith([' default="checks-no"', ''], ['name="no" sourceRef="checks-passed" targetRef="checks-failed" />',
      'name="no" sourceRef="checks-passed" targetRef="checks-failed"><bpmn:conditionExpression>${!checksPassed}</bpmn:conditionExpression></bpmn:sequenceFlow>']));
  });
});

describe('v-step', () => {
  test('finds topics, delegates and steps that do not exist', async () => {
    await assertFound('v-step', shippedWith(['promotion.verify', 'promotion.check']), 'verify', /"promotion.check", which is no known topic/);
    await assertFound('v-step', shippedWith(['${promotionReserve}', '${mailer}']), 'reserve-target', /calls \$\{mailer}, which is no known step/);
    await assertFound('v-step', shippedWith(['value="repair"', 'value="mend"']), 'repair', /step "mend"/);
  });

  test('finds tasks that nobody completes and that do nothing', async () => {
    await assertFound('v-step', shippedWith(plus('<bpmn:userTask id="look" name="Have a look" />')), 'look', /Nobody can complete "Have a look"/);
    await assertFound('v-step', shippedWith(plus('<bpmn:serviceTask id="idle" />')), 'idle', /does nothing/);
  });

  test('finds classes, expressions and tasks of Camunda\'s own kinds', async () => {
    await assertFound('v-code', shippedWith(['camunda:delegateExpression="${promotionRemind}"', 'camunda:class="com.acme.Remind"']), 'remind-approvers', /camunda:class/);
    await assertFound('v-code', shippedWith(['camunda:delegateExpression="${promotionRemind}"', 'camunda:expression="${bean.run()}"']), 'remind-approvers', /camunda:expression/);
    await assertFound('v-step', shippedWith(plus('<bpmn:businessRuleTask id="odd" />')), 'odd', /a business rule task/);
    await assertFound('v-step', shippedWith(['camunda:delegateExpression="${promotionRemind}"', 'camunda:type="mail"']), 'remind-approvers', /type "mail"/);
  });

  test('finds a message that says nothing, and fields that nobody reads', async () => {
    const notify = inner => shippedWith(plus(`<bpmn:serviceTask id="tell" camunda:delegateExpression="\${promotionNotify}">${inner}</bpmn:serviceTask>`));
    const field = (name, text) => extension(`<camunda:field name="${name}"><camunda:string>${text}</camunda:string></camunda:field>`);
    await assertFound('v-step', notify(''), 'tell', /needs the field "message"/);
    await assertFound('v-step', notify(field('message', ' ')), 'tell', /needs the field "message"/);
    await assertFound('v-step', notify(field('text', 'Hello')), ['tell', 'tell'], /needs the field|"text"/);
    await assertFine('v-step', notify(field('message', 'Hello')));
  });

  test('looks into the messages that events send', async () => {
    const sends = inside => shippedWith(plus(`<bpmn:intermediateThrowEvent id="tell">${inside}</bpmn:intermediateThrowEvent>` + flow('x', 'tell', 'promoted')),
      retarget('verify-done', 'tell'));
    await assertFound('v-step', sends('<bpmn:messageEventDefinition />'), 'tell', /does nothing/);
    await assertFound('v-step', sends('<bpmn:messageEventDefinition camunda:delegateExpression="${mailer}" />'), 'tell', /no known step/);
    await assertFine('v-step', sends('<bpmn:messageEventDefinition camunda:delegateExpression="${promotionNotify}">'
      + extension('<camunda:field name="message"><camunda:string>Live</camunda:string></camunda:field>') + '</bpmn:messageEventDefinition>'));
  });

  test('finds properties that are misspelled or in the wrong place', async () => {
    await assertFound('v-step', shippedWith(['name="promotion.step" value="repair"', 'name="promotion.steps" value="repair"']), ['repair', 'repair'], /promotion.steps|Nobody/);
    await assertFound('v-step', shippedWith(['<bpmn:documentation>Has the host make the version live', properties(['promotion.outcome', 'PROMOTED'])
      + '<bpmn:documentation>Has the host make the version live']), 'deploy', /It belongs to end events/);
    await assertFound('v-step', shippedWith(['value="PROMOTED"', 'value="Promoted"']), 'promoted', /"Promoted", which there is not/);
  });

  test('accepts stages, other properties, and the steps of the host', async () => {
    await assertFine('v-step', shippedWith(['value="approval" />', 'value="approval" /><camunda:property name="promotion.stage" value="security" />'
      + '<camunda:property name="acme.colour" value="red" />']));
    const host = shippedWith(plus(`<bpmn:serviceTask id="smoke" ${topic('acme.smoke')} /><bpmn:serviceTask id="ticket" camunda:delegateExpression="\${acmeTicket}" />`));
    await assertFound('v-step', host, ['smoke', 'ticket'], /acme\.smoke|acmeTicket/);
    await assertFine('v-step', host, { config: { topics: { 'acme.smoke': {} }, delegates: { acmeTicket: {} } } });
  });

  test('wants the errors of a host\'s step caught', async () => {
    await assertFound('v-uncaught', shippedWith(plus(`<bpmn:serviceTask id="smoke" ${topic('acme.smoke')} />`)), 'smoke', /SMOKE_FAILED/,
      { config: { topics: { 'acme.smoke': { errors: ['SMOKE_FAILED'] } } } });
  });
});

describe('v-code', () => {
  test('finds scripts', async () => {
    await assertFound('v-code', shippedWith(plus('<bpmn:scriptTask id="calc" scriptFormat="groovy"><bpmn:script>1</bpmn:script></bpmn:scriptTask>')), 'calc', /runs a script/);
    await assertFound('v-code', shippedWith(['<bpmn:documentation>Has the host make the version live', extension('<camunda:inputOutput>'
      + '<camunda:inputParameter name="a"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:inputParameter></camunda:inputOutput>')
      + '<bpmn:documentation>Has the host make the version live']), 'deploy', /holds a script/);
    await assertFound('v-code', shippedWith(['<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${checksPassed}', '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="groovy">true']),
      'checks-yes', /holds a script/, { verifier: 'V-ELEMENT' });
  });

  test('finds listeners', async () => {
    await assertFound('v-code', shippedWith(['<bpmn:documentation>Has the host make the version live', extension('<camunda:executionListener event="start" class="com.acme.L" />')
      + '<bpmn:documentation>Has the host make the version live']), 'deploy', /execution listener/);
    await assertFound('v-code', shippedWith(['<camunda:properties>', '<camunda:taskListener event="create" delegateExpression="${x}" /><camunda:properties>']), 'approve', /task listener/);
  });

  test('finds calls of what is not allowed', async () => {
    await assertFound('v-code', shippedWith(['${checksPassed}', "${execution.getVariable('checksPassed')}"]), 'checks-yes', /calls "execution.getVariable"/);
    await assertFound('v-code', shippedWith(['${checksPassed}', '${checksPassed.class}']), 'checks-yes', /"checksPassed.class"/);
  });

  test('accepts what the policy answers, and text that looks like a call', async () => {
    await assertFine('v-code', shippedWith(['${checksPassed}', "${note == 'a.b(c)' and (checksPassed)}"]));
  });
});

describe('v-variable', () => {
  test('finds whoever writes the answers', async () => {
    await assertFound('v-variable', shippedWith(['<bpmn:documentation>Has the host make the version live', extension('<camunda:inputOutput>'
      + '<camunda:outputParameter name="approvalOutcome">APPROVED</camunda:outputParameter></camunda:inputOutput>')
      + '<bpmn:documentation>Has the host make the version live']), 'deploy', /writes the variable approvalOutcome/);
    await assertFound('v-variable', shippedWith(plus('<bpmn:callActivity id="call" calledElement="other">'
      + extension('<camunda:out source="ok" target="checksPassed" />') + '</bpmn:callActivity>')), 'call', /checksPassed/);
    await assertFound('v-variable', shippedWith(['errorRef="error-deploy-failed"', 'errorRef="error-deploy-failed" camunda:errorMessageVariable="checksPassed"']), 'deploy-failed', /checksPassed/);
  });

  test('accepts other variables, and the answers handed on as they are', async () => {
    await assertFine('v-variable', shippedWith(plus('<bpmn:callActivity id="call" calledElement="other">'
      + extension('<camunda:in source="checksPassed" target="checksPassed" /><camunda:out source="ok" target="reviewed" />') + '</bpmn:callActivity>')));
  });
});

describe('v-timer', () => {
  const opens = '<bpmn:timeDate xsi:type="bpmn:tFormalExpression">${promotionPolicy.windowOpens(execution)}</bpmn:timeDate>';
  const at = (form, text) => shippedWith([opens, `<bpmn:${form} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${form}>`]);

  for (const text of ['five days', 'P1M', 'P', 'PT', 'PT30S', 'P366D', '-P1D', 'P1DT', '${waitingTime}', '${promotionPolicy.tomorrow(execution)}', '${promotionPolicy.soak(execution)}']) {
    test(`finds the duration ${text}`, async () => {
      await assertFound('v-timer', at('timeDuration', text), 'window-opens', /"Change window opens"/);
    });
  }

  for (const text of ['P5D', 'PT8H', 'P2W', 'P1DT12H30M', 'PT60S', 'P365D']) {
    test(`accepts the duration ${text}`, async () => {
      await assertFine('v-timer', at('timeDuration', text));
    });
  }

  test('finds dates that do not exist or have no offset', async () => {
    await assertFound('v-timer', at('timeDate', '2030-02-30T18:00:00Z'), 'window-opens', /is no date/);
    await assertFound('v-timer', at('timeDate', '2030-02-28T18:00:00'), 'window-opens', /is no date/);
    await assertFine('v-timer', at('timeDate', '2028-02-29T18:00:00+01:00'));
    await assertFine('v-timer', at('timeDate', '${promotionPolicy.soak(execution)}'));
  });

  test('finds cycles without end and cycles that interrupt', async () => {
    const reminders = text => shippedWith(['${promotionPolicy.reminders(execution)}', text]);
    await assertFound('v-timer', reminders('R/PT8H'), 'reminder-due', /no counted cycle/);
    await assertFound('v-timer', reminders('0 0 * * * ?'), 'reminder-due', /no counted cycle/);
    await assertFound('v-timer', shippedWith([' cancelActivity="false"', '']), 'reminder-due', /interrupts it more than once/);
    await assertFine('v-timer', reminders('R3/PT8H'));
  });

  test('finds reminders that are no cycle, and a timer without a time', async () => {
    await assertFound('v-timer', at('timeDate', '${promotionPolicy.reminders(execution)}'), 'window-opens', /Make the timer a cycle/);
    await assertFound('v-timer', shippedWith([opens, '']), 'window-opens', /has no time/);
  });
});

describe('v-call', () => {
  const call = (id, binding = '') => shippedWith(plus(`<bpmn:callActivity id="call" name="Security review" calledElement="${id}" ${binding} />`));

  test('finds calls of what is computed, of nothing and of itself', async () => {
    await assertFound('v-call', call('${which}'), 'call', /not the id of a process/);
    await assertFound('v-call', call(''), 'call', /not the id of a process/);
    await assertFound('v-call', call('promotion'), 'call', /calls the process it stands in/);
  });

  test('accepts the id of another process', async () => {
    await assertFound('v-call', call('security-review'), 'call', /whatever version/);
    await assertFine('v-call', call('security-review', 'camunda:calledElementBinding="deployment"'), { verifier: null });
  });
});

describe('v-element', () => {
  test('finds elements that are not supported', async () => {
    await assertFound('v-element', shippedWith(plus('<bpmn:complexGateway id="odd" />')), 'odd', /a complex gateway/);
    await assertFound('v-element', shippedWith(plus('<bpmn:adHocSubProcess id="odd" />')), 'odd', /an ad-hoc sub-process/);
  });

  test('finds other beginnings', async () => {
    await assertFound('v-element', shippedWith(plus('<bpmn:subProcess id="s"><bpmn:task id="t" /></bpmn:subProcess>')), 's', /here are 0/);
    await assertFound('v-element', shippedWith(plus('<bpmn:startEvent id="again" />')), 'again', /here are 2/);
    await assertFound('v-element', shippedWith(['<bpmn:outgoing>checks-start</bpmn:outgoing>', '<bpmn:outgoing>checks-start</bpmn:outgoing>' + timer('timeDate', '2030-02-28T18:00:00Z')]),
      'requested', /starts by itself/);
    await assertFound('v-element', shippedWith(['isExecutable="true"', 'isExecutable="false"']), 'promotion', /only a drawing/);
  });

  test('accepts a sub-process with a start of its own', async () => {
    await assertFine('v-element', shippedWith(plus('<bpmn:subProcess id="s"><bpmn:startEvent id="inner" /></bpmn:subProcess>')));
  });
});

describe('s-dead', () => {
  test('finds steps that nothing leads to, and names the first of them', async () => {
    await assertFound('s-dead', shippedWith(retarget('approved-yes', 'deploy')), 'window-opens', /can never run/);
    await assertFound('s-dead', shippedWith(plus('<bpmn:serviceTask id="tell" camunda:delegateExpression="${promotionNotify}" />')), 'tell', /can never run/);
  });

  test('leaves to the verifier what waits for ever', async () => {
    await assertFine('s-dead', shippedWith(plus('<bpmn:parallelGateway id="join" />' + flow('x', 'join', 'reserve-target') + flow('y', 'try-again', 'join')),
      retarget('window-open', 'join')), { verifier: null });
  });

  test('finds an error that the step does not throw', async () => {
    await assertFound('s-dead', shippedWith(plus('<bpmn:boundaryEvent id="odd" attachedToRef="verify"><bpmn:errorEventDefinition errorRef="error-target-busy" /></bpmn:boundaryEvent>')),
      'odd', /does not throw that error/);
  });

  test('accepts sub-processes, links and event sub-processes', async () => {
    await assertFine('s-dead', shippedWith(plus(
      '<bpmn:intermediateThrowEvent id="over"><bpmn:linkEventDefinition name="a" /></bpmn:intermediateThrowEvent>'
      + '<bpmn:intermediateCatchEvent id="here"><bpmn:linkEventDefinition name="a" /></bpmn:intermediateCatchEvent>'
      + '<bpmn:subProcess id="s"><bpmn:startEvent id="s1" /><bpmn:task id="s2" /><bpmn:endEvent id="s3" />' + flow('s4', 's1', 's2') + flow('s5', 's2', 's3') + '</bpmn:subProcess>'
      + '<bpmn:subProcess id="e" triggeredByEvent="true"><bpmn:startEvent id="e1" isInterrupting="false">' + timer('timeDuration', 'P1D') + '</bpmn:startEvent></bpmn:subProcess>'
      + flow('x', 'here', 's') + flow('y', 's', 'window-opens')), retarget('approved-yes', 'over')));
  });
});

describe('the verifier', () => {
  // The Maven build names the jar and so insists on it; while working on the kit alone there may be none.
  const skip = process.env.VERIFIER || existsSync(VERIFIER) ? false : `there is no ${VERIFIER}`;

  test('finds under the same name what these rules find, and nothing where they find nothing', { skip }, () => {
    const answers = verify(judged.map(each => each.xml));

    const different = judged.filter(({ rule, isWrong }, index) =>
      answers[index].findings.some(finding => finding.rule === rule && (isWrong || finding.severity === 'error')) !== isWrong);
    assert.deepEqual(different.map(({ rule, isWrong, xml }) => `${rule} ${isWrong ? 'is not said of' : 'is said of'} ${xml}`), []);
    assert.ok(judged.length > 100);
  });
});
