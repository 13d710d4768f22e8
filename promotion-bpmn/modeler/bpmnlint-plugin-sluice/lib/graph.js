'use strict';

const { isOneOf, definition } = require('./elements');
const { evaluate } = require('./condition');

// What a way through the process has passed, one bit each.
const PASSED = {
  CHECKS: 1, APPROVAL: 2, RESERVE: 4, CONFIRM: 8, DEPLOY: 16, VERIFY: 32, ROLL_BACK: 64, DEPLOY_BEGAN: 128,
  CONFIRM_AT_ONCE: 256
};
const ANYTHING = PASSED.CHECKS | PASSED.APPROVAL | PASSED.RESERVE | PASSED.CONFIRM | PASSED.CONFIRM_AT_ONCE;
// All bits: what no way leads to has passed everything.
const UNREACHED = -1;

/**
 * The ways through one process. Each node is three points: it is come to, it runs, it is left. Boundary events leave a
 * node before it has run; a repetition over a collection may not run at all. Sub-processes are entered and left.
 */
class Graph {
  constructor(process) {
    this.process = process;
    this.points = new Map(process.nodes.map(node => [node, {
      in: point(node, 'in'), run: point(node, 'run'), out: point(node, 'out')
    }]));
    process.nodes.forEach(node => this.connect(node));
    process.flows.forEach(flow => this.connectFlow(flow));
    this.start = this.entriesOf(process.process);
  }

  at(node, where) {
    return this.points.get(node)[where];
  }

  connect(node) {
    const { in: enter, run, out } = this.points.get(node);
    link(enter, run);
    if (this.process.isScope(node)) {
      this.entriesOf(node).forEach(entry => link(run, entry));
      this.eventStartsOf(node).forEach(entry => link(run, entry));
    } else {
      link(run, out);
    }
    if (this.process.outgoing(node).length === 0 && !leavesElsewhere(node)) {
      this.leaveScope(node);
    }
    // Where something is decided in there, V-EMPTY-MI says so.
    if (this.process.mayBeSkipped(node) && this.process.deciding(node).length === 0) {
      link(enter, out);
    }
    this.process.boundariesOf(node).filter(event => this.process.canOccur(event))
      .forEach(event => link(enter, this.at(event, 'in')));
    const thrown = isOneOf(node, 'IntermediateThrowEvent') && definition(node, 'LinkEventDefinition');
    if (thrown) {
      this.process.nodes
        .filter(each => isOneOf(each, 'IntermediateCatchEvent') && this.sameScope(each, node)
          && (definition(each, 'LinkEventDefinition') || {}).name === thrown.name)
        .forEach(target => link(out, this.at(target, 'in')));
    }
  }

  leaveScope(node) {
    const scope = this.process.scopes.get(node);
    if (this.points.has(scope)) {
      link(this.at(node, 'out'), this.at(scope, 'out'));
    }
  }

  sameScope(one, other) {
    return this.process.scopes.get(one) === this.process.scopes.get(other);
  }

  connectFlow(flow) {
    if (this.points.has(flow.sourceRef) && this.points.has(flow.targetRef)) {
      link(this.at(flow.sourceRef, 'out'), this.at(flow.targetRef, 'in'), flow);
    }
  }

  /** Where a scope begins: its plain start events, or all that nothing leads to when it has none. */
  entriesOf(scope) {
    const inside = this.process.childrenOf(scope).filter(node => !node.triggeredByEvent);
    const starts = inside.filter(node => isOneOf(node, 'StartEvent'));
    const handlers = node => node.isForCompensation || isOneOf(node, 'BoundaryEvent');
    const begins = starts.length > 0 ? starts
      : inside.filter(node => !handlers(node) && this.process.incoming(node).length === 0
        && !definition(node, 'LinkEventDefinition'));
    const events = scope === this.process.process ? this.eventStartsOf(scope) : [];
    return [...begins.map(node => this.at(node, 'in')), ...events];
  }

  eventStartsOf(scope) {
    return this.process.childrenOf(scope).filter(node => node.triggeredByEvent).map(node => this.at(node, 'in'));
  }

  /**
   * What every way to each point has passed: in reverse postorder until nothing changes, as dominators are found (Cooper,
   * Harvey and Kennedy), with sets in place of the tree, because a parallel join has passed what all its branches have.
   */
  passed() {
    const order = this.reversePostorder();
    const masks = new Map(order.map(each => [each, UNREACHED]));
    for (let changed = true; changed;) {
      changed = false;
      for (const each of order) {
        const mask = this.after(each, this.before(each, masks));
        changed = changed || mask !== masks.get(each);
        masks.set(each, mask);
      }
    }
    return node => this.before(this.at(node, 'in'), masks);
  }

  before(each, masks) {
    if (this.start.includes(each)) {
      return 0;
    }
    const known = each.previous.map(edge => masks.get(edge.from)).filter(mask => mask !== undefined);
    const joins = each.where === 'in' && isOneOf(each.node, 'ParallelGateway');
    return known.length === 0 ? UNREACHED : known.reduce((one, other) => (joins ? one | other : one & other));
  }

  after(each, mask) {
    if (mask === UNREACHED) {
      return mask;
    }
    const effect = (this.process.step(each.node) || {}).effect;
    if (each.where === 'in') {
      const waited = effect !== 'DEPLOY' && isWait(each.node) ? mask & ~PASSED.CONFIRM_AT_ONCE : mask;
      return effect === 'DEPLOY' ? waited | PASSED.DEPLOY_BEGAN : waited;
    }
    if (each.where === 'run') {
      const called = isOneOf(each.node, 'CallActivity') ? ANYTHING : 0;
      const atOnce = effect === 'CONFIRM' ? PASSED.CONFIRM_AT_ONCE : 0;
      return mask | (PASSED[effect] || 0) | called | atOnce;
    }
    return mask;
  }

  /** Whether any way leads to a node. */
  reached() {
    const points = new Set(this.reversePostorder());
    return node => points.has(this.at(node, 'in'));
  }

  reversePostorder() {
    const seen = new Set();
    const done = new Set();
    const stack = [...this.start].reverse().map(each => [each, 0]);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const [each, next] = top;
      seen.add(each);
      if (next < each.next.length) {
        top[1]++;
        if (!seen.has(each.next[next].to)) {
          stack.push([each.next[next].to, 0]);
        }
      } else {
        stack.pop();
        done.add(each);
      }
    }
    return [...done].reverse();
  }

  /**
   * The shortest way from some points to the first one that is wanted, as the nodes on it; nothing when there is none.
   *
   * @param goal whether a point is wanted
   * @param options `blocked`: points that lead no further; `variables`: what conditions may be judged by
   */
  way(from, goal, { blocked = () => false, variables = {} } = {}) {
    const came = new Map(from.map(each => [each, null]));
    const queue = [...from];
    for (const each of queue) {
      if (goal(each)) {
        return trail(each, came);
      }
      if (blocked(each)) {
        continue;
      }
      for (const { to, flow } of each.next) {
        if (!came.has(to) && (!flow || this.mayTake(flow, variables))) {
          came.set(to, each);
          queue.push(to);
        }
      }
    }
    return undefined;
  }

  /** Whether a flow can be taken while variables have these values; what a condition does not tell may be so. */
  mayTake(flow, variables) {
    const source = flow.sourceRef;
    if (isOneOf(source, 'ParallelGateway', 'EventBasedGateway')) {
      return true;
    }
    const siblings = this.process.outgoing(source);
    const value = each => (each.conditionExpression ? evaluate(each.conditionExpression.body, variables) : true);
    const others = siblings.filter(each => each !== flow && each !== source.default);
    if (source.default === flow) {
      return !others.some(each => value(each) === true);
    }
    const earlier = isOneOf(source, 'ExclusiveGateway') ? others.filter(each => siblings.indexOf(each) < siblings.indexOf(flow)) : [];
    return value(flow) !== false && !earlier.some(each => value(each) === true);
  }

  /**
   * On how many paths beside the main one a node runs at least: behind a fork or a boundary event that does not
   * interrupt it is one, behind the join that ends them it is none.
   */
  beside() {
    const depth = new Map(this.start.map(each => [each, this.startDepth(each.node)]));
    const queue = [...this.start];
    for (const each of queue) {
      for (const { to } of each.next) {
        const next = Math.max(0, depth.get(each) + this.change(each, to));
        if (!depth.has(to) || next < depth.get(to)) {
          depth.set(to, next);
          queue.push(to);
        }
      }
    }
    return node => depth.get(this.at(node, 'in'));
  }

  startDepth(node) {
    return node.triggeredByEvent && this.startsOf(node).every(start => start.isInterrupting === false) ? 1 : 0;
  }

  startsOf(scope) {
    return this.process.childrenOf(scope).filter(node => isOneOf(node, 'StartEvent'));
  }

  change(from, to) {
    if (from.where === 'in' && isOneOf(to.node, 'BoundaryEvent') && to.node !== from.node) {
      return to.node.cancelActivity === false ? 1 : 0;
    }
    const gateway = isOneOf(from.node, 'ParallelGateway', 'InclusiveGateway');
    if (gateway && from.where === 'in') {
      return this.process.incoming(from.node).length > 1 ? -1 : 0;
    }
    const forks = gateway ? this.process.outgoing(from.node).length > 1
      : !isOneOf(from.node, 'ExclusiveGateway', 'EventBasedGateway')
        && this.process.outgoing(from.node).filter(flow => !flow.conditionExpression).length > 1;
    return from.where === 'out' && forks ? 1 : 0;
  }
}

function point(node, where) {
  return { node, where, next: [], previous: [] };
}

function link(from, to, flow) {
  from.next.push({ to, flow });
  to.previous.push({ from, flow });
}

function trail(last, came) {
  const nodes = [];
  for (let each = last; each; each = came.get(each)) {
    if (nodes[0] !== each.node) {
      nodes.unshift(each.node);
    }
  }
  return nodes;
}

/** Errors and cancellations go to whoever catches them, link events to their other half. */
function leavesElsewhere(node) {
  return ['ErrorEventDefinition', 'CancelEventDefinition'].some(name => isOneOf(node, 'EndEvent') && definition(node, name))
    || definition(node, 'LinkEventDefinition') !== undefined;
}

/** Whether time may pass here. */
function isWait(node) {
  return isOneOf(node, 'UserTask', 'ReceiveTask', 'EventBasedGateway')
    || (isOneOf(node, 'IntermediateCatchEvent') && !definition(node, 'LinkEventDefinition'))
    || (isOneOf(node, 'ServiceTask', 'SendTask') && String(node.get('camunda:type') || '') === 'external');
}

module.exports = { Graph, PASSED, UNREACHED };
