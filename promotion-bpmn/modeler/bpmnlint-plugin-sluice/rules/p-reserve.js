'use strict';

const rule = require('../lib/rule');
const { requireBeforeDeploy } = require('../lib/ways');

/** Deploy comes after Reserve target. */
module.exports = rule('P-RESERVE', (process, report, graph) => {
  requireBeforeDeploy(process, report, graph, 'RESERVE', 'without the target being reserved',
    'Let every way to it pass "Reserve target".');
});
