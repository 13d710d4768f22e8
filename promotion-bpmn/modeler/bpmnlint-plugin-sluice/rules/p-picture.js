'use strict';

const rule = require('../lib/rule');
const { isOneOf, shown } = require('../lib/elements');

const NEAR = 10;

/** The picture shows what runs: everything is drawn, flows end at their steps, and nothing covers anything. */
module.exports = rule('P-PICTURE', (process, report) => {
  const drawn = diagram(process.definitions);
  const bounds = node => (drawn.get(node) || {}).bounds;
  for (const node of process.nodes) {
    if (!bounds(node)) {
      report(node, `${shown(node)} is not drawn.`, 'Draw it again, or remove it.');
    }
  }
  for (const flow of process.flows) {
    checkFlow(process, report, flow, (drawn.get(flow) || {}).waypoint, bounds);
  }
  const steps = process.nodes.filter(node => bounds(node) && !isOneOf(node, 'BoundaryEvent'));
  steps.forEach((one, index) => steps.slice(index + 1)
    .filter(other => overlap(bounds(one), bounds(other)) && !contains(process, one, other) && !contains(process, other, one))
    .forEach(other => report(other, `${shown(one)} and ${shown(other)} are drawn over each other.`, 'Move one of them.')));
});

function diagram(definitions) {
  const drawn = new Map();
  for (const { plane } of definitions.diagrams || []) {
    for (const element of (plane && plane.planeElement) || []) {
      if (!drawn.has(element.bpmnElement)) {
        drawn.set(element.bpmnElement, element);
      }
    }
  }
  return drawn;
}

function checkFlow(process, report, flow, waypoints, bounds) {
  if (!waypoints || waypoints.length < 2) {
    report(flow, `Flow ${shown(flow)} is not drawn.`, 'Draw it again, or remove it.');
    return;
  }
  const ends = [['from', waypoints[0], flow.sourceRef], ['to', waypoints[waypoints.length - 1], flow.targetRef]];
  for (const [direction, waypoint, node] of ends) {
    if (node && bounds(node) && distance(bounds(node), waypoint) > NEAR) {
      const other = process.nodes
        .filter(each => bounds(each) && distance(bounds(each), waypoint) <= NEAR)
        .sort((one, two) => area(bounds(one)) - area(bounds(two)))[0];
      report(flow, `Flow ${shown(flow)} is drawn ${direction} ${other ? shown(other) : 'an empty place'} but runs ${direction} ${shown(node)}.`,
        'Connect it again in the editor.');
    }
  }
}

function area({ width, height }) {
  return width * height;
}

function distance({ x, y, width, height }, point) {
  const beyond = (from, size, at) => Math.max(from - at, 0, at - from - size);
  return Math.max(beyond(x, width, point.x), beyond(y, height, point.y));
}

function overlap(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width
    && one.y < other.y + other.height && other.y < one.y + one.height;
}

/** What stands in a sub-process is drawn on it. A collapsed one has a page of its own, whose places are not these. */
function contains(process, scope, node) {
  const around = process.scopes.get(node);
  return around !== undefined && around !== process.process && (around === scope || contains(process, scope, around));
}
