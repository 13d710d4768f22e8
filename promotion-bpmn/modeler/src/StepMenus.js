import { ALL, STEPS, QUESTIONS, WAITS, OUTCOMES, ANSWERS } from './catalogue.js';
import { icon } from './icons.js';

const GROUPS = [
  { id: 'sluice-steps', name: 'Promotion: steps', entries: STEPS },
  { id: 'sluice-questions', name: 'Promotion: questions', entries: QUESTIONS },
  { id: 'sluice-waits', name: 'Promotion: waits', entries: WAITS },
  { id: 'sluice-outcomes', name: 'Promotion: outcomes', entries: OUTCOMES }
];
const ICON = 18;

/** Our parts in the menus that create, append and change elements, and a menu of our own at each element. */
export default class StepMenus {
  constructor(popupMenu, contextPad, canvas, rules, modeling, bpmnFactory, translate, stepDrawing) {
    Object.assign(this, { popupMenu, contextPad, canvas, rules, modeling, bpmnFactory, translate, stepDrawing });
    const create = { getPopupMenuEntries: () => this.entries(entry => this.creation(entry)) };
    const append = { getPopupMenuEntries: element => this.appendEntries(element) };
    popupMenu.registerProvider('bpmn-create', create);
    popupMenu.registerProvider('sluice-create', create);
    popupMenu.registerProvider('bpmn-append', append);
    popupMenu.registerProvider('sluice-append', append);
    popupMenu.registerProvider('bpmn-replace', { getPopupMenuEntries: element => this.answers(element) });
    contextPad.registerProvider({ getContextPadEntries: element => this.contextPadEntries(element) });
  }

  entries(action) {
    return Object.fromEntries(GROUPS.flatMap(group => group.entries.map(({ id }) => {
      const entry = ALL.find(each => each.id === id);
      return [`sluice-${id}`, {
        label: this.translate(entry.title),
        group: { id: group.id, name: this.translate(group.name) },
        imageHtml: icon(id, ICON),
        search: `promotion ${entry.name}`,
        action: action(entry)
      }];
    })));
  }

  creation(entry) {
    const start = event => this.stepDrawing.start(event, entry);
    return { click: start, dragstart: start };
  }

  appendEntries(element) {
    return this.mayAppend(element) ? this.entries(entry => ({
      click: () => this.stepDrawing.append(element, entry),
      dragstart: event => this.stepDrawing.start(event, entry, element)
    })) : {};
  }

  mayAppend(element) {
    return Boolean(this.rules.allowed('shape.append', { element }))
      && isA(element, 'bpmn:FlowNode') && !isA(element, 'bpmn:EndEvent');
  }

  contextPadEntries(element) {
    return this.mayAppend(element) ? {
      'sluice.append': {
        group: 'model',
        html: `<div class="entry sluice-entry">${icon('append', 22)}</div>`,
        title: this.translate('Append a part of a promotion'),
        action: { click: () => this.openAppendMenu(element) }
      }
    } : {};
  }

  openAppendMenu(element) {
    const { right, top } = this.canvas.getGraphics(element).getBoundingClientRect();
    this.popupMenu.open(element, 'sluice-append', { x: right + 46, y: top, cursor: { x: right, y: top } }, {
      title: this.translate('Append a part of a promotion'), width: 330, search: true
    });
  }

  /** Out of a gateway, a flow can take one of the answers of a promotion as its condition. */
  answers(flow) {
    if (!isA(flow, 'bpmn:SequenceFlow') || !isA(flow.source, 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway')) {
      return {};
    }
    return Object.fromEntries(ANSWERS.map(({ id, title, condition }) => [`sluice-answer-${id}`, {
      label: this.translate(title),
      group: { id: 'sluice-answers', name: this.translate('Promotion: answers') },
      imageHtml: icon(id.startsWith('checks') ? 'passed' : 'approved', ICON),
      action: { click: () => this.answer(flow, condition) }
    }]));
  }

  answer(flow, body) {
    const conditionExpression = this.bpmnFactory.create('bpmn:FormalExpression', { body });
    conditionExpression.$parent = flow.businessObject;
    if (flow.source.businessObject.default === flow.businessObject) {
      this.modeling.updateProperties(flow.source, { default: undefined });
    }
    this.modeling.updateProperties(flow, { conditionExpression });
  }
}

StepMenus.$inject = ['popupMenu', 'contextPad', 'canvas', 'rules', 'modeling', 'bpmnFactory', 'translate', 'stepDrawing'];

function isA({ businessObject }, ...types) {
  return types.some(type => typeof businessObject.$instanceOf === 'function' && businessObject.$instanceOf(type));
}
