import { boardOf, workspaces } from '../test/fixtures';
import { screen } from '../test/screens';

export default [
  screen({
    name: 'board', element: 'sluice-board', main: 'GET /organizations/*/board',
    answers: { 'GET /organizations/*/board': boardOf(), 'GET /organizations/*/workspaces': { items: workspaces } },
    states: { normal: {} }
  })
];
