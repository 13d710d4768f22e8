import type { ConfigurationView } from '../api/contract';
import type { FormProblem } from './policy-check';
import { secondsOf } from './span';

/** Values by key, as they shall be; a key that is gone is unset. */
export type Keys = Record<string, string>;
/** A key that is not set yet, as typed. */
export interface AddedKey {
  key: string;
  value: string;
}
type Setting = ConfigurationView['settings'][number];

const KEY = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const SECRET = /^secret:[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;

export function keysOf(settings: readonly Setting[]): Keys {
  return Object.fromEntries(settings.map(({ key, value }) => [key, value]));
}

/** What PATCH wants: nothing that is as it was. */
export function patchOf(before: Keys, after: Keys, added: readonly AddedKey[]): { set: Record<string, string>; unset: string[] } {
  const changed = Object.entries(after).filter(([key, value]) => before[key] !== value);
  const further = added.filter(({ key }) => key.trim()).map(({ key, value }) => [key.trim(), value.trim()] as const);
  return { set: Object.fromEntries([...changed, ...further]), unset: Object.keys(before).filter(key => !(key in after)) };
}

export function countOf(before: Keys, after: Keys, added: readonly AddedKey[]): number {
  const { set, unset } = patchOf(before, after, added);
  return Object.keys(set).length + unset.length;
}

export function problemsOfKeys(before: Keys, after: Keys, added: readonly AddedKey[], settings: readonly Setting[]): FormProblem[] {
  const known = new Set(Object.keys(before));
  const problems = Object.entries(after).filter(([key, value]) => before[key] !== value)
    .flatMap(([key, value]) => valueProblem(`value.${key}`, settings.find(one => one.key === key)?.type ?? 'TEXT', value));
  added.forEach(({ key, value }, index) => {
    const name = key.trim();
    if (!KEY.test(name)) problems.push({ field: `added.${index}.key`, code: name ? 'key' : 'missing' });
    else if (known.has(name)) problems.push({ field: `added.${index}.key`, code: 'keyTwice' });
    known.add(name);
    if (!value.trim()) problems.push({ field: `added.${index}.value`, code: 'missing' });
  });
  return problems;
}

/** The type of a key that is not set yet is known to the server only. */
function valueProblem(field: string, type: string, value: string): FormProblem[] {
  const wrong = (code: string): FormProblem[] => [{ field, code }];
  switch (type) {
    case 'INTEGER': return /^(?:0|-?[1-9]\d{0,18})$/.test(value) ? [] : wrong('integer');
    case 'BOOLEAN': return value === 'true' || value === 'false' ? [] : wrong('boolean');
    case 'DURATION': return secondsOf(value) === undefined ? wrong('isoDuration') : [];
    case 'URL': return isUrl(value) ? [] : wrong('url');
    case 'SECRET': return SECRET.test(value) ? [] : wrong('secret');
    default: return [...value].length > 4000 ? [{ field, code: 'tooLong', values: { to: '4000' } }] : [];
  }
}

function isUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return text.length <= 2048 && !url.username && !url.password;
  } catch {
    return false;
  }
}
