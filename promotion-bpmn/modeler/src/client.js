import { registerClientPlugin, registerPlatformBpmnJSPlugin } from 'camunda-modeler-plugin-helpers';
import rules from 'sluice-rules';
import plugin from 'bpmnlint-plugin-sluice';
import StepDrawing from './StepDrawing.js';
import StepMenus from './StepMenus.js';
import StepPalette from './StepPalette.js';

const PACKAGE = 'bpmnlint-plugin-sluice';

registerPlatformBpmnJSPlugin({
  __init__: ['stepPalette', 'stepMenus'],
  stepDrawing: ['type', StepDrawing],
  stepPalette: ['type', StepPalette],
  stepMenus: ['type', StepMenus]
});

registerClientPlugin({
  config: {
    rules: Object.fromEntries(Object.entries(plugin.configs.recommended.rules)
      .map(([name, severity]) => [`sluice/${name}`, severity]))
  },
  resolver: {
    resolveRule(pkg, name) {
      if (pkg !== PACKAGE || !Object.hasOwn(rules, name)) {
        throw new Error(`unknown rule <${pkg}/${name}>`);
      }
      return rules[name];
    },
    resolveConfig(pkg, name) {
      throw new Error(`unknown config <${pkg}/${name}>`);
    }
  }
}, 'lintRules.bpmn');
