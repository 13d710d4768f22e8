import { diffLines, diffWordsWithSpace } from 'diff';

/** A piece of a long value: in both, only before, or only after. */
export interface Piece {
  kind: 'same' | 'removed' | 'added' | 'gap';
  text: string;
}

const CONTEXT = 3;
/** Longer than this, a value is compared as a whole; the comparison takes quadratic time. */
const LIMIT = 20_000;

/** Whether a value is so long that what changed within it is shown. */
export function isLong(value: string | undefined): boolean {
  return value !== undefined && (value.length > 80 || value.includes('\n'));
}

/** What changed within a long value. Unchanged lines far from a change are left out, and one `gap` says how many. */
export function textDiff(before: string, after: string): Piece[] {
  if (before.length > LIMIT || after.length > LIMIT) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after }
    ];
  }
  const multiline = before.includes('\n') || after.includes('\n');
  const changes = multiline ? diffLines(before, after) : diffWordsWithSpace(before, after);
  const pieces = changes.map((change): Piece => ({
    kind: change.added ? 'added' : change.removed ? 'removed' : 'same',
    text: change.value
  }));
  return multiline ? pieces.flatMap((piece, at) => folded(piece, at === 0, at === pieces.length - 1)) : pieces;
}

function folded(piece: Piece, first: boolean, last: boolean): Piece[] {
  if (piece.kind !== 'same') return [piece];
  const lines = piece.text.split(/(?<=\n)/);
  const head = first ? 0 : CONTEXT;
  const tail = last ? 0 : CONTEXT;
  const hidden = lines.length - head - tail;
  if (hidden < 2) return [piece];
  const pieces: Piece[] = [
    { kind: 'same', text: lines.slice(0, head).join('') },
    { kind: 'gap', text: String(hidden) },
    { kind: 'same', text: lines.slice(lines.length - tail).join('') }
  ];
  return pieces.filter(each => each.text !== '');
}
