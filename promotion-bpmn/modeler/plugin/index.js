'use strict';

// What Camunda Modeler looks for in each folder below resources/plugins.
module.exports = {
  name: 'Sluice promotions',
  script: './client.js',
  style: './style.css'
};
