'use strict';

/** The rules by the verifier's id in lower case. What the verifier calls a hint is an `info`. */
module.exports = {
  configs: {
    recommended: {
      rules: {
        'p-checks': 'error',
        'p-approval': 'error',
        'p-stages': 'error',
        'p-timeout': 'error',
        'p-remind': 'info',
        'p-reserve': 'error',
        'p-confirm': 'error',
        'p-confirm-at-once': 'warn',
        'p-outcome': 'error',
        'p-truth': 'error',
        'p-rollback': 'error',
        'p-once': 'error',
        'p-picture': 'error',
        's-dead': 'error',
        'v-uncaught': 'error',
        'v-empty-mi': 'error',
        'v-nodefault': 'error',
        'v-step': 'error',
        'v-code': 'error',
        'v-variable': 'error',
        'v-timer': 'error',
        'v-call': 'error',
        'v-element': 'error'
      }
    }
  }
};
