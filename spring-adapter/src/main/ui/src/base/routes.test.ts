import { describe, expect, test } from 'vitest';
import type { Navigation } from './events';
import { hashOf, screenOf } from './routes';

describe('addresses of the screens', () => {
  test.each<[Navigation, string]>([
    [{ screen: 'board', params: {} }, '#/board'],
    [{ screen: 'queue', params: { tab: 'open' } }, '#/queue?tab=open'],
    [{ screen: 'promotion', params: { promotion: 'P-1043' } }, '#/promotions/P-1043'],
    [{ screen: 'promotion', params: { promotion: 'a/b', section: 'checks' } }, '#/promotions/a%2Fb?section=checks'],
    [{ screen: 'wizard', params: { artifact: 'service:cart', to: 'prod' } }, '#/new?artifact=service%3Acart&to=prod'],
    [{ screen: 'settings', params: { workspace: 'prod', section: 'policy' } }, '#/workspaces/prod/settings?section=policy']
  ])('%o', (to, hash) => {
    expect(hashOf(to)).toBe(hash);
    expect(screenOf(hash)).toEqual(to);
  });

  test.each(['', '#', '#/', '#/nonsense', '#/workspaces', '#/promotions/'])('%s is the board', hash => {
    expect(screenOf(hash).screen).toBe('board');
  });

  test('bear a broken escape', () => {
    expect(screenOf('#/promotions/%E0%A4%A')).toEqual({ screen: 'promotion', params: { promotion: '%E0%A4%A' } });
  });
});
