import type { Board, EligibilityAnswer, EligibilityQuestion, Page, PastRelease } from '../api/contract';
import { ana, boardOf, ci, mia, NOW, promotion, workspaces } from '../test/fixtures';
import { problem, type Asked } from '../test/mock';
import { screen } from '../test/screens';

const eligibility = ({ body }: Asked): EligibilityAnswer => ({
  now: NOW,
  items: (body as EligibilityQuestion).items.map(wanted => wanted.target === 'prod' ? {
    mayRequest: false, waits: false,
    blockers: [
      { code: 'soak', message: 'soak: 17 h 50 min left', lifts: 'BY_ITSELF', liftedBy: '', evidence: '', action: 'Wait until 04:32 tomorrow' },
      { code: 'freeze', message: 'Production is frozen', lifts: 'WHEN_RELEASED', liftedBy: '', evidence: '', action: 'Wait until Monday' }
    ]
  } : { mayRequest: true, waits: false, blockers: [] })
});

const releases: Page<PastRelease> = {
  items: [
    { release: 'r-4', version: '2.7.3', digest: 'sha256:aa01', since: '2026-11-02T13:00:00Z', cause: 'PROMOTED', promotion: 'P-1001', by: ana },
    { release: 'r-3', version: '2.7.2', digest: 'sha256:aa00', since: '2026-10-20T13:00:00Z', until: '2026-11-02T13:00:00Z', cause: 'PROMOTED', promotion: 'P-0977', by: mia, mayRollBackTo: true },
    { release: 'r-1', version: '2.6.0', digest: 'sha256:a9ff', since: '2026-08-11T09:30:00Z', until: '2026-10-20T13:00:00Z', cause: 'REGISTERED', by: ci }
  ]
};

/** Words as long as they get. */
function long(): Board {
  const board = boardOf();
  const name = 'customer-relationship-notification-preferences-synchronization-service';
  return {
    ...board,
    columns: board.columns.map(column => ({
      ...column, name: `${column.name} of the European customer platform`,
      ...(column.id === 'staging' ? { stopped: { reason: 'An incident with payments is being looked into by everybody who can', by: ana, since: NOW } } : {})
    })),
    items: board.items.map((row, at) => ({
      ...row, artifact: { ...row.artifact, id: `${name}-${at}` },
      cells: Object.fromEntries(Object.entries(row.cells).map(([id, cell]) => [id, {
        ...cell, ...(cell.live ? { live: { ...cell.live, version: `${cell.live.version}-rc.1+build.20261123.4f1c8e22b79d`, by: { id: 'x', name: 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine' } } } : {})
      }]))
    }))
  };
}

const main = 'GET /organizations/*/board';

export default [
  screen({
    name: 'board', element: 'sluice-board', main,
    answers: {
      [main]: boardOf(), 'GET /organizations/*/workspaces': { items: workspaces }, 'POST /organizations/*/eligibility': eligibility,
      'GET /organizations/*/artifacts/*/*/releases': releases
    },
    states: {
      normal: { shows: 'soak: 17 h 50 min left' },
      long: { answers: { [main]: long() } },
      empty: { answers: { [main]: boardOf({ items: [] }) }, shows: 'Nothing has been registered yet.' },
      'nothing-found': { attributes: { text: 'zebra' }, answers: { [main]: boardOf({ items: [] }) }, shows: 'No artifact fits' },
      'went-offline': { offline: true, shows: 'You are offline.' },
      more: { answers: { [main]: boardOf({ next: 'c-2' }) }, shows: 'Show more' },
      history: { act: page => page.getByRole('button', { name: /^2\.7\.3/ }).click(), shows: 'Put 2.7.2 back…' },
      'history-error': {
        answers: { 'GET /organizations/*/artifacts/*/*/releases': problem(503, 'busy', 'Busy', 'The database is busy') },
        act: page => page.getByRole('button', { name: /^2\.7\.3/ }).click(), shows: 'The database is busy'
      },
      rollback: {
        answers: {
          [main]: boardOf({
            items: boardOf().items.map((row, at) => at > 0 ? row : {
              ...row, cells: { ...row.cells, prod: { ...row.cells['prod']!, pending: promotion({ kind: 'ROLLBACK', version: '2.7.2', phase: 'ROLLING_BACK', status: 'APPROVED', incident: true }) } }
            })
          })
        }
      }
    }
  })
];
