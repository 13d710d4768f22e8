/** Words of one part of the screens, in every language. */
export type Language = 'en' | 'de';

/** The same keys and parameters, other words. */
export type Translation<T> = { [K in keyof T]: T[K] extends string ? string : T[K] extends (...values: infer V) => string ? (...values: V) => string : never };

export interface Catalogue<T> {
  readonly scope: string;
  readonly words: Record<Language, Translation<T>>;
}

/** What a host may say in other words, by language, part and key. */
export type Overrides = Partial<Record<Language, Record<string, Record<string, string | ((...values: never[]) => string)>>>>;

let overrides: Overrides = {};

/** A key that is missing in `de` does not compile. */
export function catalogue<T extends Record<string, string | ((...values: never[]) => string)>>(
  scope: string, en: T, de: NoInfer<Translation<T>>): Catalogue<T> {
  return { scope, words: { en: en as unknown as Translation<T>, de } };
}

export function setOverrides(words: Overrides): void {
  overrides = words;
  merged.clear();
}

const merged = new Map<string, unknown>();

export function wordsOf<T>(catalogue: Catalogue<T>, language: Language): Translation<T> {
  const key = `${language}/${catalogue.scope}`;
  const before = merged.get(key);
  if (before) {
    return before as Translation<T>;
  }
  const words = { ...catalogue.words[language], ...(overrides[language]?.[catalogue.scope] ?? {}) } as Translation<T>;
  merged.set(key, words);
  return words;
}

/** The language that fits the wanted BCP 47 tag; English when none does. */
export function languageOf(wanted: string): Language {
  return wanted.toLowerCase().split('-')[0] === 'de' ? 'de' : 'en';
}
