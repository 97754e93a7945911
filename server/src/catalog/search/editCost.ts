/** How far a typed word is from a known one. */

/** Neighbouring keys of a QWERTY keyboard, by rows; the rows are offset by half a key. */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const place = new Map(
  rows.flatMap((keys, y) => [...keys].map((key, x) => [key, { x: x + y / 2, y }] as const)),
);

function areNeighbours(a: string, b: string): boolean {
  const [one, other] = [place.get(a), place.get(b)];
  return (
    one !== undefined &&
    other !== undefined &&
    Math.abs(one.x - other.x) <= 1 &&
    Math.abs(one.y - other.y) <= 1
  );
}

/** Slips of the hand cost less than another letter. */
const cost = { swap: 0.7, doubled: 0.6, neighbour: 0.8, letter: 1 } as const;

/**
 * The Damerau-Levenshtein distance (optimal string alignment) with costs of typing slips.
 * Source: Boytsov, "Indexing methods for approximate dictionary searching", 2011
 */
export function editCost(typed: string, word: string): number {
  const n = typed.length;
  const m = word.length;
  const at: number[][] = Array.from({ length: n + 1 }, (_, i) => [i, ...Array<number>(m).fill(0)]);
  for (let j = 1; j <= m; j++) (at[0] as number[])[j] = j;
  const get = (i: number, j: number) => at[i]?.[j] as number;
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= m; j++) {
      const [a, b] = [typed[i - 1] as string, word[j - 1] as string];
      const changed = a === b ? 0 : areNeighbours(a, b) ? cost.neighbour : cost.letter;
      const extra = i > 1 && a === typed[i - 2] ? cost.doubled : cost.letter;
      const missing = j > 1 && b === word[j - 2] ? cost.doubled : cost.letter;
      let least = Math.min(get(i - 1, j - 1) + changed, get(i - 1, j) + extra, get(i, j - 1) + missing);
      if (i > 1 && j > 1 && a === word[j - 2] && typed[i - 2] === b)
        least = Math.min(least, get(i - 2, j - 2) + cost.swap);
      (at[i] as number[])[j] = least;
    }
  return get(n, m);
}
