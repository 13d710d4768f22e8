import { describe, expect, it } from 'vitest';
import type { PolicyChangeLine } from '../api/contract';
import { wordsOf } from '../base/i18n';
import { calendarWords } from './calendar-words';
import { countOf, keysOf, patchOf, problemsOfKeys } from './configuration-form';
import { policy, settingsOf } from './fixture';
import { pathOf } from './general-section';
import { settingsWords } from './messages';
import { policyLines } from './policy-lines';
import { readable } from './policy-words';
import { weakensData } from './workspace-body';

const en = wordsOf(settingsWords, 'en');
const de = wordsOf(settingsWords, 'de');
const line = (field: string, before: string, after: string): PolicyChangeLine => ({ field, before, after, effect: 'WEAKER' });
const inWords = (field: string, before: string, after: string) => {
  const { label, before: was, after: is } = readable(line(field, before, after), en, 'en');
  return `${label}: ${was} → ${is}`;
};

describe('A difference of two policies', () => {
  it.each([
    ['stages.release.release-manager', '2', '1', 'Approvals: release, release-manager: 2 → 1'],
    ['approvalDeadline', 'P3D', 'P1D', 'Time for each approval stage: 3 days → 1 day'],
    ['approvals.selfApproval', 'false', 'true', 'Requesters and authors may approve: no → yes'],
    ['approvals.rejection', 'ANYBODY', 'ASKED', 'Who may reject: anybody who sees the request → those who are asked'],
    ['checks.security-scan', 'required', 'none', 'Check security-scan: required → none'],
    ['checks.security-scan.validity', 'PT12H', 'P1D', 'Check security-scan: A result counts for: 12 hours → 1 day'],
    ['onDeadline', 'EXPIRE', 'EXTEND 2 × P1D', 'When nobody decides in time: the request expires → there is more time: 2 × 1 day'],
    ['openRequests', 'SUPERSEDE', 'REFUSE', 'A further request while one is open: takes the place of one that waits for approval → is refused'],
    ['breakGlass.validFor', 'PT1H', 'PT4H', 'It holds for: 1 hour → 4 hours'],
    ['dataPolicy.retentionDays', '365', '30', 'Records are kept for (days): 365 → 30'],
    ['soak', 'P1D', 'PT0S', 'How long a version must have been live in the source: 1 day → 0 seconds'],
    ['something.new', 'a', 'b', 'something: a → b']
  ])('at %s reads as one expects', (field, before, after, expected) => {
    expect(inWords(field, before, after)).toBe(expected);
  });
});

describe('A policy in words', () => {
  it('says everything in one line a part, in the language of the reader', () => {
    const lines = policyLines(policy, de, 'de');

    expect(lines.find(({ part }) => part === 'stages')?.value).toBe('security: 1 × security-officer → release: 2 × lead oder release-manager');
    expect(lines.find(({ part }) => part === 'onDeadline')?.value).toBe('dürfen auch andere entscheiden: 1 Tag');
    expect(lines.map(({ part }) => part)).toEqual(Object.keys(policy));
  });
});

describe('A time on the calendar in words', () => {
  it('names days, or the wall clock of its zone', () => {
    expect(calendarWords({ days: ['MONDAY', 'FRIDAY'], from: '09:00', to: '17:00', zone: 'Europe/Berlin' }, en, 'en')).toBe('Mon, Fri 09:00 to 17:00, Europe/Berlin');
    expect(calendarWords({ start: '2026-01-02T22:00', duration: 'PT4H', zone: 'Asia/Tokyo', recurrence: 'FREQ=WEEKLY' }, en, 'en-GB')).toBe('2 Jan 2026, 22:00, 4 hours, Asia/Tokyo, every week');
  });
});

describe('Keys of an environment', () => {
  const { settings } = settingsOf().configuration;
  const before = keysOf(settings);

  it('are sent only where they changed', () => {
    const changed: Record<string, string> = { ...before, 'database.url': 'jdbc:postgresql://new/shop' };
    const { 'registry.url': _unset, ...after } = changed;

    expect(patchOf(before, after, [{ key: ' new.key ', value: ' 1 ' }])).toEqual({ set: { 'database.url': 'jdbc:postgresql://new/shop', 'new.key': '1' }, unset: ['registry.url'] });
    expect(countOf(before, after, [])).toBe(2);
    expect(countOf(before, { ...before }, [])).toBe(0);
  });

  it.each([
    ['database.password', 'hunter2', 'secret'], ['database.password', 'secret:vault/prod/db', undefined], ['feature.new-checkout', 'perhaps', 'boolean'],
    ['registry.url', 'https://me:pw@registry.example/', 'url'], ['registry.url', 'nowhere', 'url']
  ])('%s may %j: %s', (key, value, code) => {
    expect(problemsOfKeys(before, { ...before, [key]: value }, [], settings).map(one => one.code)).toEqual(code ? [code] : []);
  });

  it('are complained about only where they were touched', () => {
    expect(problemsOfKeys({ ...before, 'registry.url': 'odd' }, { ...before, 'registry.url': 'odd' }, [], settings)).toEqual([]);
  });

  it('are added once', () => {
    expect(problemsOfKeys(before, before, [{ key: 'database.url', value: 'x' }, { key: '', value: '' }], settings)).toEqual([
      { field: 'added.0.key', code: 'keyTwice' }, { field: 'added.1.key', code: 'missing' }, { field: 'added.1.value', code: 'missing' }
    ]);
  });
});

describe('The place in the path', () => {
  const workspaces = [{ id: 'dev' }, { id: 'staging', promotionFrom: 'dev' }, { id: 'prod', promotionFrom: 'staging' }, { id: 'play' }];

  it('goes from the head of the path to its end', () => {
    expect(pathOf(workspaces, 'staging')).toEqual(['dev', 'staging', 'prod']);
    expect(pathOf(workspaces, 'play')).toEqual(['play']);
  });

  it('is found even where the path runs in a circle', () => {
    expect(pathOf([{ id: 'a', promotionFrom: 'b' }, { id: 'b', promotionFrom: 'a' }], 'a')).toEqual(['b', 'a']);
  });
});

describe('Data', () => {
  const before = { piiAllowed: false, encryptionRequired: true, retentionDays: 365 };

  it.each([[{ piiAllowed: true }, true], [{ encryptionRequired: false }, true], [{ retentionDays: 30 }, true], [{ retentionDays: 400 }, false], [{}, false]])(
    'is protected less by %j: %s', (change, weaker) => {
      expect(weakensData(before, { ...before, ...change })).toBe(weaker);
    });
});
