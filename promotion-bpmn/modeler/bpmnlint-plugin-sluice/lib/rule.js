'use strict';

const { Graph } = require('./graph');
const { promotions } = require('./process');

/**
 * A lint rule over each promotion process of a file. It answers in the words of the verifier, whose rule of the same
 * name proves later what this one finds at a glance.
 *
 * @param id the verifier's id, such as `P-TIMEOUT`
 * @param check gets the process, what reports a finding, and the ways through the process
 */
module.exports = function rule(id, check) {
  return config => ({
    meta: { verifierRule: id },
    check(node, reporter) {
      if (node.$type !== 'bpmn:Definitions') {
        return;
      }
      for (const process of promotions(node, config)) {
        let graph;
        const report = (element, problem, repair) => reporter.report(element.id, `${problem} ${repair} [${id}]`);
        check(process, report, () => (graph ||= new Graph(process)));
      }
    }
  });
};
