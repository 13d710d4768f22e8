// The part of Camunda Modeler that matters here: the Camunda 7 editor, its linter, and plugins loaded as Modeler does.

import Modeler from 'camunda-bpmn-js/lib/camunda-platform/Modeler';
import { Linter } from '@camunda/linting';
import lintingModule from '@camunda/linting/modeler';
import 'camunda-bpmn-js/dist/assets/camunda-platform-modeler.css';
import '@camunda/linting/assets/linting.css';

const plugins = type => (window.plugins || []).filter(each => each.type === type).map(each => each.plugin);

window.startEditor = ({ propertiesPanel = false } = {}) => {
  document.body.classList.toggle('with-properties', propertiesPanel);
  const editor = new Modeler({
    container: '#canvas',
    ...(propertiesPanel ? { propertiesPanel: { parent: '#properties' } } : {}),
    linting: { active: true },
    // It would move the drawing by the width of labels, which depends on the fonts of this machine.
    disableAdjustOrigin: true,
    additionalModules: [
      lintingModule,
      ...plugins('bpmn.modeler.additionalModules'),
      ...plugins('bpmn.platform.modeler.additionalModules')
    ]
  });
  window.editor = editor;
  window.templateErrors = [];
  editor.on('elementTemplates.errors', ({ errors }) => window.templateErrors.push(...errors.map(each => each.message)));
};

window.importXML = async xml => (await window.editor.importXML(xml)).warnings.map(each => each.message);
window.exportXML = async () => (await window.editor.saveXML({ format: true })).xml;

/** Lints as Modeler does after each change, and shows what was found. */
window.lint = async () => {
  const linter = new Linter({ modeler: 'desktop', type: 'platform', plugins: plugins('lintRules.bpmn') });
  const reports = await linter.lint(await window.exportXML());
  window.editor.get('linting').setErrors(reports);
  document.querySelector('#problems').replaceChildren(...reports.map(({ message }) => {
    const line = document.createElement('li');
    line.textContent = message;
    return line;
  }));
  return reports.map(({ id, message, rule, category }) => ({ id, message, rule, category }));
};
