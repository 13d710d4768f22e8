import type { DecisionResults, PromotionSummary, Requested } from '../api/contract';
import type { Failure } from './failure';

/** The screens, and the parameters with which each opens. */
export interface Screens {
  board: { artifact?: string };
  queue: { tab?: string; workspace?: string };
  promotion: { promotion: string; section?: string };
  /** `artifact` is `kind:id`. */
  wizard: { artifact?: string; version?: string; from?: string; to?: string; step?: string };
  settings: { workspace: string; section?: string };
}
export type ScreenName = keyof Screens;
export type Navigation = { [S in ScreenName]: { screen: S; params: Screens[S] } }[ScreenName];

/** Every event bubbles, leaves the shadow tree and can be cancelled; cancelling means: the host does it. */
export interface SluiceEventDetails {
  'sluice-navigate': Navigation;
  'sluice-workspace-change': { workspace: string; before?: string; byPerson: boolean };
  'sluice-auth-required': { failure: Failure };
  /** The wizard shows another step; for the address of the page, so that a link leads there again. */
  'sluice-wizard-step': Screens['wizard'];
  'sluice-promotion-requested': { promotion: Requested['promotion']; told: number };
  'sluice-decided': { promotion: PromotionSummary; decision: 'APPROVE' | 'REJECT' | 'CANCEL' };
  'sluice-decided-together': { results: DecisionResults };
  /** The settings show another section; for the address of the page. */
  'sluice-settings-section': Screens['settings'];
  'sluice-settings-saved': { workspace: string; section: string };
}

export type SluiceEventMap = { [E in keyof SluiceEventDetails]: CustomEvent<SluiceEventDetails[E]> };

declare global {
  interface HTMLElementEventMap extends SluiceEventMap {}
  interface DocumentEventMap extends SluiceEventMap {}
}
