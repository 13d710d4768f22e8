import { catalogue } from '../base/index';

export const selector = catalogue('selector', {
  loading: 'Loading workspaces…',
  label: 'Workspace',
  choose: 'Choose a workspace',
  all: 'All workspaces',
  waiting: (count: number) => count >= 200 ? '200 or more waiting for you' : `${count} waiting for you`,
  archived: 'archived',
  empty: 'No workspace is visible to you. Ask an administrator.',
  protectedNow: 'You are in a protected workspace'
}, {
  loading: 'Arbeitsbereiche werden geladen …',
  label: 'Arbeitsbereich',
  choose: 'Arbeitsbereich wählen',
  all: 'Alle Arbeitsbereiche',
  waiting: count => count >= 200 ? '200 oder mehr warten auf Sie' : count === 1 ? '1 wartet auf Sie' : `${count} warten auf Sie`,
  archived: 'archiviert',
  empty: 'Für Sie ist kein Arbeitsbereich sichtbar. Fragen Sie die Administration.',
  protectedNow: 'Sie sind in einem geschützten Arbeitsbereich'
});
