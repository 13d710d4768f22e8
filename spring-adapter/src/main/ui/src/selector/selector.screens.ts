import { workspaces } from '../test/fixtures';
import { screen } from '../test/screens';

const main = 'GET /organizations/*/workspaces';

export default [
  screen({
    name: 'selector', element: 'sluice-workspace-selector', attributes: { value: 'prod' }, main,
    answers: { [main]: { items: workspaces } },
    states: {
      normal: { shows: 'Production' },
      open: { act: page => page.getByRole('button', { name: /Production/ }).click(), shows: '2 waiting for you' },
      compact: { attributes: { mode: 'compact' } },
      one: { answers: { [main]: { items: workspaces.slice(2, 3) } } },
      empty: { answers: { [main]: { items: [] } }, shows: 'No workspace is visible to you. Ask an administrator.' },
      long: {
        attributes: { value: 'staging' },
        answers: { [main]: { items: workspaces.map(one => ({ ...one, name: `${one.name} for the European customer relationship platform`, description: one.description.repeat(4) })) } },
        act: page => page.getByRole('button', { name: /Staging/ }).click()
      }
    }
  })
];
