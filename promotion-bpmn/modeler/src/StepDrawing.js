const FROM_CORNER = 30;
const BETWEEN = 50;
const LABEL_GAP = 5;

/**
 * Draws entries of the catalogue. What a step needs at its border is drawn together with it, and undone together with
 * it: it is made while the command that creates the step runs.
 */
export default class StepDrawing {
  constructor(eventBus, modeling, elementFactory, bpmnFactory, create, autoPlace, canvas, bpmnjs) {
    Object.assign(this, { modeling, elementFactory, bpmnFactory, create, autoPlace, canvas, bpmnjs });
    this.pending = new WeakMap();
    eventBus.on('commandStack.shape.create.postExecuted', ({ context }) => this.complete(context.shape));
  }

  /** Lets the designer drag the element to its place; connected to `source` when there is one. */
  start(event, entry, source) {
    this.create.start(event, this.shape(entry), source ? { source } : undefined);
  }

  /** Puts the element behind another one and connects them. */
  append(source, entry) {
    return this.autoPlace.append(source, this.shape(entry));
  }

  shape(entry) {
    const businessObject = this.bpmnFactory.create(entry.type, {
      name: entry.name, ...entry.attributes, ...this.timed(entry.timer)
    });
    const extensions = [...this.properties(entry.properties), ...this.fields(entry.fields)];
    if (extensions.length > 0) {
      this.hold(businessObject, 'extensionElements', this.bpmnFactory.create('bpmn:ExtensionElements', { values: extensions }));
      extensions.forEach(each => { each.$parent = businessObject.extensionElements; });
    }
    (businessObject.eventDefinitions || []).forEach(each => { each.$parent = businessObject; });
    const shape = this.elementFactory.createShape({ type: entry.type, businessObject });
    this.pending.set(shape, entry);
    return shape;
  }

  hold(parent, name, child) {
    parent[name] = child;
    child.$parent = parent;
  }

  properties(properties = {}) {
    const values = Object.entries(properties)
      .map(([name, value]) => this.bpmnFactory.create('camunda:Property', { name, value }));
    return values.length === 0 ? [] : [this.parent(this.bpmnFactory.create('camunda:Properties', { values }), values)];
  }

  fields(fields = {}) {
    return Object.entries(fields).map(([name, string]) => this.bpmnFactory.create('camunda:Field', { name, string }));
  }

  parent(parent, children) {
    children.forEach(child => { child.$parent = parent; });
    return parent;
  }

  timed(timer) {
    if (!timer) {
      return {};
    }
    const [[form, body]] = Object.entries(timer);
    const expression = this.bpmnFactory.create('bpmn:FormalExpression', { body });
    const definition = this.bpmnFactory.create('bpmn:TimerEventDefinition', { [form]: expression });
    expression.$parent = definition;
    return { eventDefinitions: [definition] };
  }

  complete(shape) {
    const entry = this.pending.get(shape);
    if (!entry) {
      return;
    }
    this.pending.delete(shape);
    const taken = { top: 0, bottom: 0 };
    for (const boundary of entry.boundaries || []) {
      this.attach(shape, boundary, FROM_CORNER + BETWEEN * taken[boundary.side]++);
    }
  }

  attach(host, { name, error, timer, interrupts = true, side }, along) {
    const definitions = error ? { eventDefinitions: [this.failure(host, error)] } : this.timed(timer);
    const businessObject = this.bpmnFactory.create('bpmn:BoundaryEvent', { name, cancelActivity: interrupts, ...definitions });
    businessObject.eventDefinitions.forEach(each => { each.$parent = businessObject; });
    const event = this.elementFactory.createShape({ type: 'bpmn:BoundaryEvent', businessObject });
    const position = { x: host.x + along, y: side === 'top' ? host.y : host.y + host.height };
    this.modeling.createShape(event, position, host, { attach: true });
    this.placeLabel(event, side);
  }

  /** Beside the event, where neither the step nor the flow that leaves the event runs over it. */
  placeLabel(event, side) {
    const [label] = event.labels || [];
    if (label) {
      const [x, y] = side === 'top' ? [event.x - label.width - LABEL_GAP, event.y - LABEL_GAP]
        : [event.x + event.width + LABEL_GAP, event.y + event.height - label.height + 1];
      this.modeling.moveShape(label, { x: x - label.x, y: y - label.y });
    }
  }

  failure(host, { code, name }) {
    return this.bpmnFactory.create('bpmn:ErrorEventDefinition', { errorRef: this.error(host, code, name) });
  }

  /** One error for each code in a file. */
  error(host, code, name) {
    const definitions = this.bpmnjs.getDefinitions();
    const known = definitions.get('rootElements').find(each => each.$type === 'bpmn:Error' && each.errorCode === code);
    if (known) {
      return known;
    }
    const error = this.bpmnFactory.create('bpmn:Error', { name, errorCode: code });
    error.$parent = definitions;
    this.modeling.updateModdleProperties(host, definitions, { rootElements: [...definitions.get('rootElements'), error] });
    return error;
  }
}

StepDrawing.$inject = ['eventBus', 'modeling', 'elementFactory', 'bpmnFactory', 'create', 'autoPlace', 'canvas', 'bpmnjs'];
