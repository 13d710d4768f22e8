import { catalogue } from '../base/index';

export const board = catalogue('board', {
  loading: 'Loading the board…',
  title: 'Pipeline'
}, {
  loading: 'Übersicht wird geladen …',
  title: 'Übersicht'
});
