import { describe, expect, test } from 'vitest';
import type { Catalogue } from './i18n';

const modules = import.meta.glob<Record<string, unknown>>('../**/*messages.ts', { eager: true });
const catalogues = Object.entries(modules).flatMap(([file, exports]) =>
  Object.values(exports).filter((value): value is Catalogue<Record<string, unknown>> => typeof value === 'object' && value !== null && 'scope' in value).map(value => [file, value] as const));

describe('the words', () => {
  test('are there', () => {
    expect(catalogues.length).toBeGreaterThan(3);
    expect(new Set(catalogues.map(([, { scope }]) => scope)).size).toBe(catalogues.length);
  });

  test.each(catalogues)('of %s are said in every language with the same parameters', (_file, { words }) => {
    for (const [key, english] of Object.entries(words.en)) {
      const german = words.de[key];
      expect(typeof german, key).toBe(typeof english);
      if (typeof english === 'string') expect(String(german).length, key).toBeGreaterThan(0);
      else expect((german as unknown as () => string).length, key).toBe((english as () => string).length);
    }
  });

  test.each(catalogues)('of %s have no key of German that English lacks', (_file, { words }) => {
    expect(Object.keys(words.de).filter(key => !(key in words.en))).toEqual([]);
  });
});
