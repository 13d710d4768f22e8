import { boardOf, workspaces } from '../test/fixtures';
import { problem, session } from '../test/mock';
import { screen } from '../test/screens';

export default [
  screen({
    name: 'app', element: 'sluice-app', main: 'GET /session',
    answers: {
      'GET /session': session, 'GET /organizations/*/board': boardOf(), 'GET /organizations/*/workspaces': { items: workspaces },
      'POST /organizations/*/eligibility': { items: [], now: session.now }
    },
    states: {
      normal: { shows: 'Pipeline' },
      'several-organizations': { answers: { 'GET /session': { ...session, organizations: [{ id: 'acme', name: 'Acme' }, { id: 'other', name: 'Other Ltd' }] } } },
      'no-organization': { answers: { 'GET /session': { ...session, organizations: [], organization: undefined } }, shows: 'You belong to no organization here.' },
      unavailable: { answers: { 'GET /session': problem(503, 'starting', 'Starting', 'The application is starting') }, shows: 'The application is starting' }
    }
  })
];
