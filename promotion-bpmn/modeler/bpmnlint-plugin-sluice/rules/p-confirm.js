'use strict';

const rule = require('../lib/rule');
const { requireBeforeDeploy } = require('../lib/ways');

/** Deploy comes after Confirm still allowed. */
module.exports = rule('P-CONFIRM', (process, report, graph) => {
  requireBeforeDeploy(process, report, graph, 'CONFIRM', 'without the policy being asked once more',
    'Lead every way to it through a step "Confirm still allowed".');
});
