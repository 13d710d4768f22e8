import { describe, expect, test } from 'vitest';
import { ELEMENTS, load } from '../elements';
import manifest from '../../public/custom-elements.json';

const described = manifest.modules.flatMap(({ declarations }) => declarations);

describe('the manifest', () => {
  test('describes every element', () => {
    expect(described.map(({ tagName }) => tagName).sort()).toEqual([...ELEMENTS].sort());
  });

  test.each(described)('says of $tagName which attributes it has', async ({ tagName, attributes, name }) => {
    await load(tagName);

    const element = customElements.get(tagName) as unknown as { observedAttributes: string[]; name: string };
    expect(attributes.map(attribute => attribute.name).sort()).toEqual([...element.observedAttributes].sort());
    expect(element.name).toBe(name);
  });
});
