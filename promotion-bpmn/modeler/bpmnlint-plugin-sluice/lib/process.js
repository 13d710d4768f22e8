'use strict';

const { isOneOf, definition, kind } = require('./elements');
const { vocabulary, step, isPromotion } = require('./vocabulary');

const SCOPES = ['SubProcess', 'Transaction', 'AdHocSubProcess'];

/** The processes of a file that are about promotions, ready to be asked. */
function promotions(definitions, config) {
  const words = vocabulary(config);
  return (definitions.rootElements || [])
    .filter(each => isOneOf(each, 'Process'))
    .map(process => new Process(definitions, process, words))
    .filter(process => isPromotion(process.nodes));
}

/** One process with everything in it, at any depth. */
class Process {
  constructor(definitions, process, words) {
    this.definitions = definitions;
    this.process = process;
    this.words = words;
    this.nodes = [];
    this.flows = [];
    this.scopes = new Map();
    this.collect(process);
    this.boundaries = new Map(this.nodes.map(node => [node, []]));
    this.nodes.filter(node => isOneOf(node, 'BoundaryEvent')).forEach(event => {
      (this.boundaries.get(event.attachedToRef) || []).push(event);
    });
  }

  collect(scope) {
    for (const element of scope.flowElements || []) {
      this.scopes.set(element, scope);
      if (isOneOf(element, 'SequenceFlow')) {
        this.flows.push(element);
      } else if (!kind(element).startsWith('Data')) {
        this.nodes.push(element);
      }
      if (isOneOf(element, ...SCOPES)) {
        this.collect(element);
      }
    }
  }

  step(node) {
    return step(node, this.words);
  }

  /** The nodes that are this step, such as `DEPLOY`. */
  steps(effect) {
    return this.nodes.filter(node => (this.step(node) || {}).effect === effect);
  }

  boundariesOf(node) {
    return this.boundaries.get(node) || [];
  }

  outgoing(node) {
    return this.flows.filter(flow => flow.sourceRef === node);
  }

  incoming(node) {
    return this.flows.filter(flow => flow.targetRef === node);
  }

  childrenOf(scope) {
    return this.nodes.filter(node => this.scopes.get(node) === scope);
  }

  isTopLevel(node) {
    return this.scopes.get(node) === this.process;
  }

  isScope(node) {
    return isOneOf(node, ...SCOPES);
  }

  /** Whether it is repeated over a collection, which may be empty. */
  mayBeSkipped(node) {
    return Boolean(node.loopCharacteristics && !node.loopCharacteristics.loopCardinality);
  }

  /** The steps in here, itself or below, that decide about a promotion. */
  deciding(node) {
    const effect = (this.step(node) || {}).effect;
    return ['CHECKS', 'APPROVAL'].includes(effect) ? [node] : this.childrenOf(node).flatMap(child => this.deciding(child));
  }

  /** The error codes that can leave this node: its step's own, or for a sub-process what nobody inside catches. */
  thrown(node) {
    const errorEnd = isOneOf(node, 'EndEvent') && definition(node, 'ErrorEventDefinition');
    if (errorEnd) {
      return [code(errorEnd)];
    }
    if (!this.isScope(node)) {
      return (this.step(node) || { errors: [] }).errors || [];
    }
    const inside = this.childrenOf(node);
    return inside.flatMap(child => this.thrown(child).filter(each => !catches(this.boundariesOf(child), each)))
      .filter(each => !catches(this.errorStarts(node), each));
  }

  /** Whether somebody catches what this node throws, next to it or around it. */
  isCaught(node, error) {
    const scope = this.scopes.get(node);
    return catches(this.boundariesOf(node), error)
      || catches(this.errorStarts(scope), error)
      || (scope !== this.process && scope !== undefined && this.isCaught(scope, error));
  }

  errorStarts(scope) {
    return this.childrenOf(scope)
      .filter(child => child.triggeredByEvent)
      .flatMap(child => this.childrenOf(child).filter(node => isOneOf(node, 'StartEvent')));
  }

  /** Whether this boundary event can ever come, as far as one step tells. */
  canOccur(event) {
    const error = definition(event, 'ErrorEventDefinition');
    const host = event.attachedToRef;
    const isKnown = this.step(host) !== undefined || this.isScope(host) || isOneOf(host, 'UserTask');
    return !error || !isKnown || this.mayThrowAnything(host)
      || this.thrown(host).some(each => catches([event], each));
  }

  mayThrowAnything(node) {
    return isOneOf(node, 'CallActivity')
      || (this.isScope(node) && this.childrenOf(node).some(each => this.mayThrowAnything(each)));
  }
}

/** The code of an error event definition; empty when it is for any. */
function code(errorDefinition) {
  return (errorDefinition.errorRef && errorDefinition.errorRef.errorCode) || '';
}

function catches(events, error) {
  return events.map(event => definition(event, 'ErrorEventDefinition'))
    .some(each => each && (code(each) === '' || code(each) === error));
}

module.exports = { promotions, code };
