// The plugin in the editor of Camunda Modeler: what the palette and the menus draw, and the checks while drawing.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ALL, STEPS, OUTCOMES, WAITS, QUESTIONS } from '../src/catalogue.js';
import { openEditor } from './support/editor.mjs';
import { EMPTY, SHIPPED, shippedWith, without, assertGolden } from './support/files.mjs';

// What concerns a step by itself; the other rules ask how it is connected.
const OF_THE_STEP = ['v-step', 'v-uncaught', 'v-timer', 'v-code', 'v-variable', 'v-call', 'p-timeout', 'p-remind', 'p-picture']
  .map(name => `sluice/${name}`);
const BOUNDARIES = {
  'approve': ['Reminder due', 'Overdue'], 'reserve-target': ['Busy'], 'confirm-still-allowed': ['Not allowed'],
  'deploy': ['Deploy failed'], 'verify': ['Verify failed'], 'roll-back': ['Roll back failed']
};

const names = xml => [...xml.matchAll(/<bpmn:boundaryEvent [^>]*name="([^"]*)"/g)].map(match => match[1]);

describe('the plugin', () => {
  let editor;
  let page;
  before(async () => {
    editor = await openEditor({ propertiesPanel: true });
    ({ page } = editor);
  });
  after(() => editor.close());

  const clickPalette = async (id, at) => {
    await page.click(`.djs-palette [data-action="sluice.${id}"]`);
    await page.mouse.move(at.x - 10, at.y);
    await page.mouse.move(at.x, at.y);
    await page.mouse.click(at.x, at.y);
    await page.keyboard.press('Escape');
  };
  const clickEntry = id => page.click(`.djs-popup [data-id="sluice-${id}"]`);

  for (const entry of STEPS) {
    test(`draws "${entry.name}" from the palette, with what it needs at its border`, async () => {
      await editor.open(EMPTY);

      await clickPalette(entry.id, { x: 600, y: 400 });

      assert.deepEqual(await page.evaluate(undoAndRedo), { elements: 1, errors: 0 });
      const xml = await editor.save();
      assert.match(xml, new RegExp(`<${entry.type} [^>]*name="${entry.name}"`, 'i'));
      assert.deepEqual(names(xml), BOUNDARIES[entry.id] ?? []);
      const findings = (await editor.lint()).filter(finding => OF_THE_STEP.includes(finding.rule));
      assert.deepEqual(findings, []);
    });
  }

  for (const entry of [...QUESTIONS, ...WAITS, ...OUTCOMES]) {
    test(`draws "${entry.name}" (${entry.id}) from the menu of the palette`, async () => {
      await editor.open(EMPTY);
      await page.click('.djs-palette [data-action="sluice.more"]');

      await clickEntry(entry.id);
      await page.mouse.move(590, 400);
      await page.mouse.move(600, 400);
      await page.mouse.click(600, 400);
      await page.keyboard.press('Escape');

      const xml = await editor.save();
      assert.match(xml, new RegExp(`<${entry.type} [^>]*name="${entry.name.replace('?', '\\?')}"`, 'i'));
      assert.deepEqual((await editor.lint()).filter(finding => OF_THE_STEP.includes(finding.rule)), []);
    });
  }

  test('has every part in the menus that create and append', async () => {
    await editor.open(SHIPPED);

    const offered = await page.evaluate(() => ['bpmn-create', 'bpmn-append', 'sluice-append'].map(menu => {
      const popup = window.editor.get('popupMenu');
      const element = window.editor.get('elementRegistry').get('deploy');
      return Object.keys(popup._getEntries(element, popup._getProviders(menu))).filter(id => id.startsWith('sluice-'));
    }));

    const all = ALL.map(entry => `sluice-${entry.id}`).sort();
    offered.forEach(entries => assert.deepEqual(entries.sort(), all));
  });

  test('appends a step to the one that is selected', async () => {
    await editor.open(EMPTY);
    await clickPalette('deploy', { x: 500, y: 400 });
    await page.evaluate(() => {
      const { editor } = window;
      editor.get('selection').select(editor.get('elementRegistry').find(each => each.businessObject.name === 'Deploy'));
    });
    await page.click('.djs-context-pad [data-action="sluice.append"]');

    await clickEntry('verify');

    const xml = await editor.save();
    const [deploy] = /id="(\w+)" name="Deploy"/.exec(xml).slice(1);
    const [verify] = /id="(\w+)" name="Verify"/.exec(xml).slice(1);
    assert.match(xml, new RegExp(`sourceRef="${deploy}" targetRef="${verify}"`));
    assert.deepEqual(names(xml), ['Deploy failed', 'Verify failed']);
  });

  test('keeps one error for each code', async () => {
    await editor.open(SHIPPED);

    await clickPalette('deploy', { x: 500, y: 700 });

    assert.equal((await editor.save()).match(/errorCode="DEPLOY_FAILED"/g).length, 1);
  });

  test('offers nothing behind an end, and answers only behind a gateway', async () => {
    await editor.open(SHIPPED);

    const offered = await page.evaluate(() => {
      const popup = window.editor.get('popupMenu');
      const ours = (id, menu) => Object.keys(popup._getEntries(window.editor.get('elementRegistry').get(id), popup._getProviders(menu)))
        .filter(each => each.startsWith('sluice-')).length;
      return [ours('promoted', 'bpmn-append'), ours('checks-start', 'bpmn-replace'), ours('checks-no', 'bpmn-replace')];
    });

    assert.deepEqual(offered, [0, 0, 4]);
  });

  test('draws a whole promotion that has no findings', async () => {
    await editor.open(EMPTY);

    await page.evaluate(drawEverything);

    assert.deepEqual(await editor.lint(), []);
    assert.deepEqual(await editor.open(await editor.save()), []);
    await editor.photograph('drawn');
    assertGolden('drawn.bpmn', await editor.save());
  });

  test('shows mistakes on the drawing, and none once they are mended', async () => {
    await editor.open(shippedWith(without('overdue'), without('approve-overdue'), ['promotion.verify', 'promotion.verfy'],
      [/<bpmndi:BPMNShape id="overdue-shape"[\s\S]*?<\/bpmndi:BPMNShape>/, ''], [/<bpmndi:BPMNEdge id="approve-overdue-edge"[\s\S]*?<\/bpmndi:BPMNEdge>/, '']));
    const marked = () => page.evaluate(() => [...document.querySelectorAll('.djs-overlays[data-container-id]')]
      .filter(each => each.querySelector('.cl-overlays, [class*="cl-"]')).map(each => each.dataset.containerId));

    const findings = await editor.lint();

    assert.deepEqual([...new Set(findings.map(finding => finding.id))].sort(), ['approve', 'expired', 'promoted', 'verify']);
    assert.ok((await marked()).includes('approve'));
    assert.ok((await marked()).includes('verify'));
    await editor.photograph('modeler-kit', { width: 1500, height: 820, problems: true });
    await editor.open(SHIPPED);
    assert.deepEqual(await editor.lint(), []);
    assert.deepEqual(await marked(), []);
  });

  test('leaves no error in the console', () => {
    assert.deepEqual(editor.errors, []);
  });
});

/** Runs in the page: takes back the last step of the designer, says what is left then, and does it again. */
function undoAndRedo() {
  const { editor } = window;
  editor.get('commandStack').undo();
  const left = {
    elements: editor.get('elementRegistry').getAll().length,
    errors: editor.getDefinitions().rootElements.filter(each => each.$type === 'bpmn:Error').length
  };
  editor.get('commandStack').redo();
  return left;
}

/** Runs in the page: what a designer does with the palette and the menus, at the places of the shipped process. */
function drawEverything() {
  const { editor } = window;
  const modeling = editor.get('modeling');
  const drawing = editor.get('stepDrawing');
  const menus = editor.get('stepMenus');
  const registry = editor.get('elementRegistry');
  const root = editor.get('canvas').getRootElement();
  const entry = id => ({ ...menus.entries(each => each)[`sluice-${id}`].action });
  const put = (id, x, y) => modeling.createShape(drawing.shape(entry(id)), { x, y }, root);
  const plain = (type, name, x, y) => {
    const shape = modeling.createShape({ type }, { x, y }, root);
    modeling.updateProperties(shape, { name });
    return shape;
  };
  const at = name => registry.find(each => each.type === 'bpmn:BoundaryEvent' && each.businessObject.name === name);
  const flow = (from, to, name) => {
    const connection = modeling.connect(from, to);
    modeling.updateProperties(connection, { name });
    return connection;
  };
  const otherwise = (gateway, connection) => modeling.updateProperties(gateway, { default: connection.businessObject });

  const requested = plain('bpmn:StartEvent', 'Promotion requested', 280, 300);
  const checks = put('run-checks', 400, 300);
  const passed = put('passed', 535, 300);
  const approve = put('approve', 680, 300);
  const remind = put('remind-approvers', 800, 140);
  const reminded = plain('bpmn:EndEvent', 'Reminded', 920, 140);
  const approved = put('approved', 825, 300);
  const window_ = put('window-opens', 930, 300);
  const reserve = put('reserve-target', 1060, 300);
  const again = put('try-again', 1080, 460);
  const confirm = put('confirm-still-allowed', 1230, 300);
  const deploy = put('deploy', 1400, 300);
  const verify = put('verify', 1570, 300);
  const promoted = put('end-promoted', 1700, 300);
  const checksFailed = put('end-checks-failed', 535, 460);
  const expired = put('end-expired', 660, 460);
  const rejected = put('end-rejected', 825, 460);
  const notAllowed = put('end-not-allowed', 1210, 460);
  const rollBack = put('roll-back', 1570, 460);
  const rolledBack = put('end-rolled-back', 1700, 460);
  const repair = put('repair-by-hand', 1680, 620);
  const rollbackFailed = put('end-rollback-failed', 1830, 620);

  flow(requested, checks);
  flow(checks, passed);
  menus.answer(flow(passed, approve, 'yes'), '${checksPassed}');
  otherwise(passed, flow(passed, checksFailed, 'no'));
  flow(at('Reminder due'), remind);
  flow(remind, reminded);
  flow(at('Overdue'), expired);
  flow(approve, approved);
  menus.answer(flow(approved, window_, 'yes'), "${approvalOutcome == 'APPROVED'}");
  otherwise(approved, flow(approved, rejected, 'no'));
  flow(window_, reserve);
  flow(at('Busy'), again);
  flow(again, reserve);
  flow(reserve, confirm);
  flow(at('Not allowed'), notAllowed);
  flow(confirm, deploy);
  flow(at('Deploy failed'), rollBack);
  flow(deploy, verify);
  flow(at('Verify failed'), rollBack);
  flow(verify, promoted);
  flow(rollBack, rolledBack);
  flow(at('Roll back failed'), repair);
  flow(repair, rollbackFailed);
  editor.get('canvas').zoom('fit-viewport');
}
