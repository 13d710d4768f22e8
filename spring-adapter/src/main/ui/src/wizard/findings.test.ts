import { describe, expect, it } from 'vitest';
import type { Blocker, CheckRow, EligibilityItem } from '../api/contract';
import { findingsOf, impossible, readiness, refusals } from './findings';

const blocker = (code: string, lifts: Blocker['lifts'], message = code): Blocker =>
  ({ code, message, lifts, liftedBy: 'somebody', evidence: '', action: 'Do something.' });
const check = (name: string, state: CheckRow['state']): CheckRow => ({ name, state, summary: `${name} says so`, why: 'the policy' });
const item = (more: Partial<EligibilityItem>): EligibilityItem => ({ mayRequest: false, waits: false, blockers: [], ...more });

describe('What stands in the way', () => {
  it('shows a check and its reason as one line, failing ones first', () => {
    const findings = findingsOf(item({
      blockers: [blocker('check.failed', 'BY_PEOPLE', 'Check security did not pass: 2 high.')],
      checks: [check('tests', 'PASSED'), check('security', 'FAILED')]
    }));

    expect(findings.map(({ title, result }) => [title, result])).toEqual([['security', 'BLOCKED'], ['tests', 'PASSED']]);
    expect(findings[0]?.remedy).toBe('AGAIN');
  });

  it('does not take one check for another whose name it begins with', () => {
    const findings = findingsOf(item({
      blockers: [blocker('check.failed', 'BY_PEOPLE', 'Check tests-load did not pass: slow.')],
      checks: [check('tests', 'PASSED'), check('tests-load', 'FAILED')]
    }));

    expect(findings.find(({ title }) => title === 'tests')?.blocker).toBeUndefined();
    expect(findings.find(({ title }) => title === 'tests-load')?.blocker?.code).toBe('check.failed');
  });

  it('is a warning when it may be requested all the same', () => {
    const missing = item({ mayRequest: true, blockers: [blocker('check.missing', 'BY_ITSELF', 'Check tests has not run for this content.')], checks: [check('tests', 'MISSING')] });

    expect(findingsOf(missing).map(({ result }) => result)).toEqual(['WARNING']);
    expect(refusals(missing)).toEqual([]);
  });

  it('is a warning when time alone lifts it and the policy lets it wait', () => {
    const soaking = item({ waits: true, blockers: [blocker('soak.notYet', 'BY_ITSELF'), blocker('line.stopped', 'WHEN_RELEASED')] });

    expect(findingsOf(soaking).map(({ result }) => result)).toEqual(['WARNING', 'WARNING']);
  });

  it('leaves approvals to their own step', () => {
    expect(findingsOf(item({ blockers: [blocker('approval.missing', 'BY_PEOPLE')] }))).toEqual([]);
  });

  it('names the worst reason first when it refuses', () => {
    const refused = item({ blockers: [blocker('soak.notYet', 'BY_ITSELF'), blocker('version.notInSource', 'NEVER')] });

    expect(refusals(refused).map(({ code }) => code)).toEqual(['version.notInSource', 'soak.notYet']);
    expect(impossible(refused)?.code).toBe('version.notInSource');
    expect(impossible(item({ mayRequest: true }))).toBeUndefined();
  });

  it('shows a running check as running', () => {
    expect(findingsOf(item({ checks: [check('tests', 'RUNNING')] }))[0]?.result).toBe('RUNNING');
  });
});

describe('A request', () => {
  it.each<[string, Partial<EligibilityItem>, string]>([
    ['can be made', { mayRequest: true }, 'NOW'],
    ['can be made although checks have not run: that is what it is for', { mayRequest: true, waits: true, blockers: [blocker('check.missing', 'BY_ITSELF')] }, 'NOW'],
    ['can be made although approvals are missing', { mayRequest: true, blockers: [blocker('approval.missing', 'BY_PEOPLE')] }, 'NOW'],
    ['can be made although the window is closed: people decide meanwhile', { mayRequest: true, waits: true, blockers: [blocker('window.closed', 'BY_ITSELF')] }, 'NOW'],
    ['can be made for a time that was planned', { mayRequest: true, waits: true, blockers: [blocker('schedule.notYet', 'BY_ITSELF')] }, 'NOW'],
    ['can take the place of another one', { mayRequest: true, blockers: [blocker('promotion.inFlight', 'BY_PEOPLE')] }, 'NOW'],
    ['can wait for the soak', { mayRequest: true, waits: true, blockers: [blocker('soak.notYet', 'BY_ITSELF')] }, 'WHEN_ELIGIBLE'],
    ['can wait for a freeze, where only that refuses it', { waits: true, blockers: [blocker('freeze.active', 'BY_ITSELF')] }, 'WHEN_ELIGIBLE'],
    ['can wait until the line is resumed', { mayRequest: true, waits: true, blockers: [blocker('line.stopped', 'WHEN_RELEASED')] }, 'WHEN_ELIGIBLE'],
    ['would be in vain with a failed check', { mayRequest: true, blockers: [blocker('check.failed', 'BY_PEOPLE')] }, 'NO'],
    ['would be in vain when the soak was interrupted', { mayRequest: true, waits: true, blockers: [blocker('soak.interrupted', 'BY_PEOPLE'), blocker('freeze.active', 'BY_ITSELF')] }, 'NO'],
    ['is refused', { blockers: [blocker('drift.unresolved', 'BY_PEOPLE')] }, 'NO'],
    ['is refused without a reason that is known', {}, 'NO']
  ])('%s', (_what, changes, expected) => {
    expect(readiness(item(changes))).toBe(expected);
  });

  it('that is refused only for what passes shows just that as what blocks it', () => {
    expect(findingsOf(item({ blockers: [blocker('soak.notYet', 'BY_ITSELF')] })).map(({ result }) => result)).toEqual(['BLOCKED']);
  });
});
