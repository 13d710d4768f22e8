// The element templates, as a designer meets them: loaded by the editor and applied to what was drawn.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { validate } from '@bpmn-io/element-templates-validator';
import { openEditor, TEMPLATES } from './support/editor.mjs';
import { SHIPPED, EMPTY, assertGolden } from './support/files.mjs';
import { lint, messages } from './support/lint.mjs';

const FOLDER = new URL('../.camunda/element-templates/', import.meta.url);
const words = createRequire(import.meta.url)('bpmnlint-plugin-sluice/vocabulary.json');
const byId = id => TEMPLATES.find(template => template.id === `sluice.${id}`);

// What each template has to leave in the file: what the engine executes.
const external = topic => [`camunda:type="external"`, `camunda:topic="${topic}"`];
const property = (name, value) => [`<camunda:property name="${name}" value="${value}" />`];
const EXPECTED = {
  'run-checks': external('promotion.checks'),
  'deploy': external('promotion.deploy'),
  'verify': external('promotion.verify'),
  'roll-back': external('promotion.rollback'),
  'remind-approvers': ['camunda:delegateExpression="${promotionRemind}"'],
  'reserve-target': ['camunda:delegateExpression="${promotionReserve}"'],
  'confirm-still-allowed': ['camunda:delegateExpression="${promotionConfirm}"'],
  'notify': ['camunda:delegateExpression="${promotionNotify}"', /<camunda:field name="message">\s*<camunda:string>The promotion goes on\.<\/camunda:string>/],
  'approve': property('promotion.step', 'approval'),
  'approve-stage': [...property('promotion.step', 'approval'), '<camunda:property name="promotion.stage"'],
  'repair-by-hand': property('promotion.step', 'repair'),
  ...Object.fromEntries(words.outcomes.map(outcome => [`end-${outcome.toLowerCase().replace('_', '-')}`, property('promotion.outcome', outcome)]))
};

describe('the template files', () => {
  test('keep to the published schema', () => {
    for (const file of readdirSync(FOLDER)) {
      const { valid, errors } = validate(readFileSync(new URL(file, FOLDER), 'utf8'));

      assert.ok(valid, `${file}: ${JSON.stringify(errors)}`);
    }
  });

  test('use only what every Modeler for Camunda 7 reads', () => {
    for (const template of TEMPLATES) {
      assert.doesNotMatch(template.$schema, /@\d|\d+\.\d+\.\d+/, template.id);
      assert.equal(template.icon, undefined, template.id);
      for (const each of template.properties) {
        assert.ok(['String', 'Text', 'Boolean', 'Dropdown', 'Hidden'].includes(each.type), template.id);
        assert.ok(['property', 'camunda:property', 'camunda:field'].includes(each.binding.type), template.id);
        assert.equal(each.condition, undefined, template.id);
        assert.equal(each.optional, undefined, `${template.id}: the editor writes an empty property, which is no stage`);
      }
    }
  });

  test('are there for every step and every outcome, each in the file of its name', () => {
    const files = readdirSync(FOLDER).map(file => `sluice.${file.replace('.json', '')}`).sort();

    assert.deepEqual(TEMPLATES.map(template => template.id).sort(), files);
    assert.deepEqual(files, Object.keys(EXPECTED).map(id => `sluice.${id}`).sort());
    const text = JSON.stringify(TEMPLATES);
    [...Object.keys(words.topics), ...Object.keys(words.delegates), ...words.outcomes].forEach(word => assert.ok(text.includes(`${word}`), word));
  });
});

describe('the templates in the editor', () => {
  let editor;
  before(async () => {
    editor = await openEditor({ plugin: false });
  });
  after(() => editor.close());

  const apply = changes => editor.page.evaluate(given => {
    const templates = window.editor.get('elementTemplates');
    const registry = window.editor.get('elementRegistry');
    given.forEach(([element, template]) => templates.applyTemplate(registry.get(element), templates.get(template)));
  }, changes);

  test('are loaded without complaint', async () => {
    assert.deepEqual(await editor.open(SHIPPED), []);

    assert.deepEqual(await editor.loadTemplates(), []);
    assert.equal(await editor.page.evaluate(() => window.editor.get('elementTemplates').getAll().length), TEMPLATES.length);
  });

  for (const [id, expected] of Object.entries(EXPECTED)) {
    test(`${id} makes of a plain element what the engine executes`, async () => {
      await editor.open(EMPTY);
      await editor.loadTemplates();
      const type = id.startsWith('end-') ? 'bpmn:EndEvent' : 'bpmn:Task';
      await editor.page.evaluate(([wanted, template]) => {
        const { editor } = window;
        const shape = editor.get('modeling').createShape({ type: wanted }, { x: 300, y: 200 }, editor.get('canvas').getRootElement());
        const templates = editor.get('elementTemplates');
        if (!templates.getAll(shape).some(each => each.id === template)) {
          throw new Error('The editor does not offer the template for this element.');
        }
        templates.applyTemplate(shape, templates.get(template));
      }, [type, `sluice.${id}`]);

      const xml = await editor.save();

      for (const part of expected) {
        typeof part === 'string' ? assert.ok(xml.includes(part), `${part} is not in ${xml}`) : assert.match(xml, part);
      }
      assert.match(xml, new RegExp(`<${byId(id).elementType.value} `, 'i'));
      assert.doesNotMatch(xml, /Listener|camunda:class|camunda:expression|camunda:connector/);
    });
  }

  test('leave the shipped process as it is', async () => {
    await editor.open(SHIPPED);
    await editor.loadTemplates();
    const before = await editor.save();
    const changes = [['run-checks', 'run-checks'], ['approve', 'approve'], ['remind-approvers', 'remind-approvers'], ['reserve-target', 'reserve-target'],
      ['confirm', 'confirm-still-allowed'], ['deploy', 'deploy'], ['verify', 'verify'], ['roll-back', 'roll-back'], ['repair', 'repair-by-hand'],
      ['promoted', 'end-promoted'], ['checks-failed', 'end-checks-failed'], ['rejected', 'end-rejected'], ['expired', 'end-expired'],
      ['not-allowed', 'end-not-allowed'], ['rolled-back', 'end-rolled-back'], ['rollback-failed', 'end-rollback-failed']];

    await apply(changes.map(([element, template]) => [element, `sluice.${template}`]));

    const xml = await editor.save();
    assert.equal(xml.match(/camunda:modelerTemplate=/g).length, changes.length);
    assert.deepEqual(linesOfProcess(xml.replace(/ camunda:modelerTemplate="[^"]*"/g, '')), linesOfProcess(before));
    assert.equal(messages(await lint(xml)), '');
    assert.deepEqual(await editor.open(xml), []);
    assertGolden('templates-applied.bpmn', xml);
  });

  test('take a stage and a message', async () => {
    await editor.open(SHIPPED);
    await editor.loadTemplates();
    await editor.page.evaluate(() => {
      const { editor } = window;
      const modeling = editor.get('modeling');
      const registry = editor.get('elementRegistry');
      modeling.moveElements([registry.get('promoted')], { x: 200, y: 0 });
      modeling.createShape({ type: 'bpmn:Task' }, { x: 1650, y: 300 }, registry.get('verify-done'));
      const told = registry.get('promoted').incoming[0].source;
      modeling.updateProperties(told, { id: 'told', name: 'Tell everybody' });
    });

    await apply([['approve', 'sluice.approve-stage'], ['told', 'sluice.notify']]);
    await editor.page.evaluate(() => {
      const { editor } = window;
      const approve = editor.get('elementRegistry').get('approve');
      const [properties] = approve.businessObject.extensionElements.values;
      const stage = properties.values.find(each => each.name === 'promotion.stage');
      editor.get('modeling').updateModdleProperties(approve, stage, { value: 'board' });
    });

    const xml = await editor.save();
    assert.equal(messages(await lint(xml)), '');
    assertGolden('stage-and-message.bpmn', xml);
  });
});

/** Sorted, because the editor puts an element that takes on a template behind the others. */
function linesOfProcess(xml) {
  return /<bpmn:process[\s\S]*<\/bpmn:process>/.exec(xml)[0].split('\n').sort();
}
