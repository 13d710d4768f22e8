'use strict';

const rule = require('../lib/rule');
const { property, shown, short } = require('../lib/elements');

/**
 * The stages that approval steps name are those of the policy. The policy stands in the configuration of this rule:
 * `["error", { "stages": ["board", "security"] }]`; without it only empty names are found.
 */
module.exports = rule('P-STAGES', (process, report) => {
  const { stages } = process.words;
  const named = process.steps('APPROVAL').map(step => [step, property(step, 'promotion.stage')]);
  for (const [step, stage] of named.filter(([, each]) => each !== undefined)) {
    if (stage.trim() === '' || (stages && !stages.includes(stage))) {
      report(step, `${shown(step)} asks for the stage "${short(stage)}", which the policy does not have.`,
        stages ? `Stages of the policy are ${stages.map(each => `"${each}"`).join(', ')}.`
          : 'Name a stage of the policy, or remove the property: the step then asks for all.');
    }
  }
  for (const stage of (stages || []).filter(each => !named.some(([, name]) => name === undefined || name === each))) {
    report(process.process, `The policy asks for the stage "${stage}", and no approval step does.`,
      `Draw an approval step with promotion.stage="${stage}", or one without a stage, which asks for all.`);
  }
});
