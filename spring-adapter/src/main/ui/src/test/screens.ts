/** What a `*.screens.ts` beside a screen says about it. */
import type { Page } from 'playwright-core';
import { never, offline, problem, session, type Answers } from './mock';

export interface ScreenState {
  /** Beyond those of the screen. */
  attributes?: Record<string, string>;
  /** Beyond or instead of those of the screen. */
  answers?: Answers;
  /** What the user does before the screen is looked at; locators pierce the shadow tree. */
  act?: (page: Page) => Promise<unknown>;
  /** What has to be on the screen, in English. */
  shows?: string;
  /** The browser says it is offline after the first load. */
  offline?: boolean;
}

export interface Screen {
  name: string;
  /** `sluice-board`. */
  element: string;
  attributes?: Record<string, string>;
  answers: Answers;
  states: Record<string, ScreenState>;
}

/** A screen with the states that every screen has; `main` is the request that fills it. */
export function screen(definition: Screen & { main: string }): Screen {
  const { main, ...rest } = definition;
  const answer = (value: unknown): ScreenState => ({ answers: { [main]: value } });
  return {
    ...rest,
    answers: { 'GET /session': session, ...rest.answers },
    states: {
      loading: { ...answer(never) },
      error: { ...answer(problem(500, 'fault', 'Fault', '', { incident: 'i-7QK2' })), shows: 'Something went wrong' },
      'signed-out': { ...answer(problem(401, 'signed-out', 'Not signed in', 'Sign in.')), shows: 'You are signed out. Sign in again, then come back here.' },
      forbidden: {
        ...answer(problem(403, 'access.denied', 'Not allowed', 'You need the role viewer in production; an administrator of Acme can grant it.')),
        shows: 'You need the role viewer'
      },
      offline: { ...answer(offline), shows: 'No connection' },
      ...rest.states
    }
  };
}
