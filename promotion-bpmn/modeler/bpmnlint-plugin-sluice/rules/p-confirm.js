'use strict';

const rule = require('../lib/rule');
const { requireBeforeDeploy } = require('../lib/ways');

/** Deploy comes after Confirm still allowed. */
module.exports = rule('P-CONFIRM', (process, report, graph) => {
  requireBeforeDeploy(process, report, graph, 'CONFIRM', 'without "Confirm still allowed", and refuses to run then',
    'Put "Confirm still allowed" right before it.');
});
