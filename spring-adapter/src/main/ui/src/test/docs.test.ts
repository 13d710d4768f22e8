import { describe, expect, test } from 'vitest';
import manifest from '../../public/custom-elements.json';
import { tokens } from '../base/styles';
import guide from '../../../../../../docs/ui.md?raw';

const described = manifest.modules.flatMap(({ declarations }) => declarations);

describe('the guide', () => {
  test.each(described)('names $tagName with all its attributes and events', ({ tagName, attributes, events }) => {
    for (const name of [...attributes, ...events].map(({ name }) => name)) {
      expect(guide).toContain(`\`${name}\``);
    }
    expect(guide).toContain(`\`<${tagName}>\``);
  });

  test('names every property that a host may set, and no other', () => {
    const ours = new Set([...tokens.cssText.matchAll(/var\((--sluice-[a-z-]+)/g)].map(([, name]) => name!));
    const bases = new Set([...guide.matchAll(/`(--sluice-[a-z-]+)`/g)].map(([, name]) => name!));

    expect([...ours].filter(name => !bases.has(name) && !bases.has(name.replace(/-soft$/, '')))).toEqual([]);
    expect([...bases].filter(name => !ours.has(name))).toEqual([]);
  });
});
