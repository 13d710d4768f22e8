import { describe, expect, it } from 'vitest';
import type { EligibilityItem, PromotionOptions } from '../api/contract';
import {
  draftOf, furthest, isDirty, isWithin, localOf, momentOf, opening, parseArtifact, problemsOf, promotionOf, withArtifact,
  withOptions, withTarget, withVersion, type Draft, type Known,
} from './steps';

const now = Date.parse('2026-11-23T10:00:00Z');
const mia = { id: 'mia', name: 'Mia' };
const options: PromotionOptions = {
  artifact: { kind: 'AGENT', id: 'checkout' },
  versions: [
    { version: '2.9.0', digest: 'sha256:c', registeredAt: '2026-11-23T09:00:00Z', registeredBy: mia, authors: [mia], livesIn: [{ workspace: 'dev', since: '2026-11-23T09:00:00Z' }] },
    { version: '2.8.0', digest: 'sha256:b', registeredAt: '2026-11-20T09:00:00Z', registeredBy: mia, authors: [mia], livesIn: [{ workspace: 'staging', since: '2026-11-21T09:00:00Z' }] },
  ],
  targets: [
    { workspace: 'staging', from: 'dev', allowed: true },
    { workspace: 'prod', from: 'staging', allowed: true },
    { workspace: 'eu', from: 'prod', allowed: false, why: { code: 'access.denied', message: 'You may not ask for it.' } },
  ],
};
const ready: EligibilityItem = { mayRequest: true, waits: false, blockers: [] };
const soaking: EligibilityItem = { mayRequest: false, waits: true, blockers: [] };
const blocked: EligibilityItem = { mayRequest: false, waits: false, blockers: [] };
const known = (more: Partial<Known> = {}): Known => ({ options, eligibility: ready, asking: false, now, ...more });
const filled: Draft = {
  ...draftOf({ artifact: 'AGENT:checkout', version: '2.8.0', from: 'staging', to: 'prod' }), reason: 'Checkout is faster',
};

describe('A link into the wizard', () => {
  it('from the board leads to the checks', () => {
    const prefill = { artifact: 'AGENT:checkout', from: 'staging', to: 'prod' };
    const draft = withOptions(draftOf(prefill), options);

    expect(draft).toMatchObject({ version: '2.8.0', source: 'staging', target: 'prod' });
    expect(opening(prefill, draft, known({ eligibility: undefined, asking: true }))).toBe('checks');
  });

  it('never leads past what is missing', () => {
    expect(opening({ step: 'confirm' }, draftOf({}), known())).toBe('what');
    expect(opening({ step: 'confirm' }, filled, known({ eligibility: blocked }))).toBe('checks');
    expect(opening({ step: 'approval' }, filled, known())).toBe('approval');
  });

  it('drops a version and a target that do not exist', () => {
    const draft = withOptions(draftOf({ artifact: 'AGENT:checkout', version: '9.9.9', to: 'moon' }), options);

    expect(draft.version).toBeUndefined();
    expect(draft.target).toBeUndefined();
  });

  it('to a target alone takes the version that lives before it', () => {
    expect(withOptions(draftOf({ artifact: 'AGENT:checkout', to: 'prod' }), options)).toMatchObject({ version: '2.8.0', source: 'staging' });
  });

  it.each([['AGENT:checkout', { kind: 'AGENT', id: 'checkout' }], ['a:b:c', { kind: 'a', id: 'b:c' }], ['AGENT', undefined],
    [':x', undefined], ['x:', undefined], [undefined, undefined]])('names an artifact as %j', (text, artifact) => {
    expect(parseArtifact(text)).toEqual(artifact);
  });
});

describe('A link while the wizard is in use', () => {
  it('leads to a step when it says what is chosen, and begins anew when it says something else', () => {
    expect(isWithin(draftOf({ artifact: 'AGENT:checkout' }), filled)).toBe(true);
    expect(isWithin(draftOf({}), filled)).toBe(true);
    expect(isWithin(draftOf({ artifact: 'AGENT:checkout', version: '2.9.0' }), filled)).toBe(false);
    expect(isWithin(draftOf({ artifact: 'AGENT:search' }), filled)).toBe(false);
  });
});

describe('What a person chooses', () => {
  it('keeps the target but not the version when the artifact changes', () => {
    const other = withArtifact(filled, { kind: 'AGENT', id: 'search' });

    expect(other.version).toBeUndefined();
    expect(other).toMatchObject({ target: 'prod', reason: 'Checkout is faster' });
  });

  it('stays the same object when nothing changes, so that Back loses nothing', () => {
    expect(withArtifact(filled, { kind: 'AGENT', id: 'checkout' })).toBe(filled);
    expect(withVersion(filled, '2.8.0')).toBe(filled);
    expect(withTarget(filled, { workspace: 'prod', from: 'staging' })).toBe(filled);
  });

  it('takes back "when eligible" with another target', () => {
    const waiting = { ...filled, whenEligible: true };

    expect(withTarget(waiting, { workspace: 'staging', from: 'dev' }).whenEligible).toBe(false);
  });
});

describe('A step', () => {
  it.each<[string, Draft, Known, ReturnType<typeof furthest>]>([
    ['what, without artifact', draftOf({}), known(), 'what'],
    ['what, without version', draftOf({ artifact: 'AGENT:checkout' }), known(), 'what'],
    ['where, without target', draftOf({ artifact: 'AGENT:checkout', version: '2.8.0' }), known(), 'where'],
    ['where, when the target is refused', { ...filled, target: 'eu', source: 'prod' }, known(), 'where'],
    ['checks, while they are asked', filled, known({ asking: true }), 'checks'],
    ['checks, when blocked', filled, known({ eligibility: blocked }), 'checks'],
    ['checks, when it could wait and was not told to', filled, known({ eligibility: soaking }), 'checks'],
    ['confirm, when it shall wait', { ...filled, whenEligible: true, reason: '' }, known({ eligibility: soaking }), 'confirm'],
    ['approval, with a time that has passed', { ...filled, scheduled: true, notBefore: localOf(now - 60_000) }, known(), 'approval'],
    ['confirm, when all is there', filled, known(), 'confirm'],
  ])('is the furthest: %s', (_name, draft, facts, step) => {
    expect(furthest(draft, facts)).toBe(step);
  });

  it('says that a blocked request cannot wait', () => {
    expect(problemsOf('checks', { ...filled, whenEligible: true }, known({ eligibility: blocked })))
      .toEqual([{ step: 'checks', field: 'eligibility', code: 'blocked' }]);
  });

  it('wants a reason that says something, and an issue with an https address', () => {
    expect(problemsOf('confirm', { ...filled, reason: ' ​ ', issue: 'ftp://x' }, known()).map(({ code }) => code))
      .toEqual(['reason', 'issue']);
    expect(problemsOf('confirm', { ...filled, issue: 'https://me:pw@issues.example/1' }, known()).map(({ code }) => code))
      .toEqual(['issue']);
    expect(problemsOf('confirm', { ...filled, issue: 'https://issues.example/1' }, known())).toEqual([]);
  });
});

describe('What is sent', () => {
  it('has the planned time in UTC, and only when one is planned', () => {
    const planned = { ...filled, scheduled: true, notBefore: localOf(now + 3_600_000) };

    expect(promotionOf(planned)?.notBefore).toBe('2026-11-23T11:00:00Z');
    expect(promotionOf({ ...planned, scheduled: false })).not.toHaveProperty('notBefore');
  });

  it('is trimmed, and leaves out an empty issue', () => {
    expect(promotionOf({ ...filled, reason: '  Faster  ', issue: ' ' })).toEqual({
      artifact: { kind: 'AGENT', id: 'checkout' }, version: '2.8.0', source: 'staging', target: 'prod', reason: 'Faster',
    });
  });

  it('is nothing while something is missing', () => {
    expect(promotionOf(draftOf({ artifact: 'AGENT:checkout' }))).toBeUndefined();
    expect(momentOf('tomorrow')).toBeUndefined();
  });
});

describe('Leaving', () => {
  it('asks when something was put in, not for what the link brought', () => {
    expect(isDirty(filled, filled)).toBe(false);
    expect(isDirty({ ...filled, reason: filled.reason + '  ' }, filled)).toBe(false);
    expect(isDirty({ ...filled, issue: 'https://issues.example/1' }, filled)).toBe(true);
    expect(isDirty({ ...filled, version: '2.9.0' }, filled)).toBe(true);
  });
});
