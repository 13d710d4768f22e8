/** What two people changed of one thing, part by part. */
export interface Merged<D> {
  draft: D;
  /** Parts that only others changed: taken over. */
  taken: (keyof D)[];
  /** Parts that both changed, differently: the person's own stands. */
  both: (keyof D)[];
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Keeps what the person changed since `base`, and takes over what others changed besides. */
export function merge<D extends object>(base: D, mine: D, theirs: D): Merged<D> {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])] as (keyof D)[];
  const merged: Merged<D> = { draft: { ...mine }, taken: [], both: [] };
  for (const key of keys) {
    const others = !same(base[key], theirs[key]);
    if (same(base[key], mine[key])) {
      if (theirs[key] === undefined) delete merged.draft[key];
      else merged.draft[key] = theirs[key];
      if (others) merged.taken.push(key);
    } else if (others && !same(mine[key], theirs[key])) {
      merged.both.push(key);
    }
  }
  return merged;
}
