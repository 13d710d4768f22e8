import { catalogue } from '../base/index';

export const app = catalogue('app', {
  name: 'Sluice',
  skip: 'Skip to the content',
  navigation: 'Main',
  board: 'Pipeline',
  queue: 'Approvals',
  wizard: 'New promotion',
  settings: 'Settings',
  promotion: 'Promotion',
  organization: 'Organization',
  signedInAs: (name: string) => `Signed in as ${name}`,
  loading: 'Loading…',
  failed: 'This part could not be loaded.'
}, {
  name: 'Sluice',
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptnavigation',
  board: 'Übersicht',
  queue: 'Freigaben',
  wizard: 'Neuer Antrag',
  settings: 'Einstellungen',
  promotion: 'Antrag',
  organization: 'Organisation',
  signedInAs: name => `Angemeldet als ${name}`,
  loading: 'Wird geladen …',
  failed: 'Dieser Teil konnte nicht geladen werden.'
});
