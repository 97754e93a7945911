/** What a visitor's words mean: known words, forgiving slips, and days. */
import { query, type Trx } from '../../platform/db/index.ts';
import { type DayFilter, readDayWords } from './dayWords.ts';
import { editCost } from './editCost.ts';

/** A search as it is looked for. */
export interface EventSearch {
  /** An event matches when it has a word of each group. */
  groups: string[][];
  /** The same with only the words that were typed whole; they come first. */
  exact: string[][];
  days: DayFilter | null;
  /** The search with its slips corrected; null: nothing was corrected. */
  corrected: string | null;
}

/** What stands between names, and what every event here is. */
const fillers = new Set(
  'vs v at the a an in on for and of with ticket tickets game games match matches seat seats event events show shows'.split(
    ' ',
  ),
);

/** Nicknames that no schedule writes. */
const nicknames: Record<string, string> = {
  niners: '49ers',
  pats: 'patriots',
  bucs: 'buccaneers',
  jags: 'jaguars',
  habs: 'canadiens',
  bolts: 'lightning',
  pens: 'penguins',
  caps: 'capitals',
  avs: 'avalanche',
  preds: 'predators',
  sens: 'senators',
  canes: 'hurricanes',
  isles: 'islanders',
  philly: 'philadelphia',
  nyc: 'ny',
};

/** More words of a search than any name has are left out. */
const mostWords = 8;

interface Candidate {
  asked: string;
  word: string;
  tier: 'exact' | 'prefix' | 'slip';
}

/** Splits a search into words. Days such as 2026-11-29 stay whole. */
export function wordsOf(said: string): string[] {
  return said
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’.&]/gu, '')
    .toLowerCase()
    .split(/(\d{4}-\d{2}-\d{2})|[^\p{L}\p{N}]+/u)
    .filter((word): word is string => word !== undefined && word !== '');
}

/** Reads a search. Each word is taken as it is or as the beginning of a word; only else as a slip, then as a part. */
export async function readSearch(trx: Trx, said: string): Promise<EventSearch> {
  const typed = wordsOf(said).slice(0, mostWords);
  // Signs alone are the words of no event.
  if (typed.length === 0) return { groups: [[said]], exact: [[said]], days: null, corrected: null };
  const { rest, days } = readDayWords(typed);
  const meant = rest.filter((word) => !fillers.has(word)).map((word) => nicknames[word] ?? word);
  const isDay = (word: string) => /^\d{4}-\d{2}-\d{2}$/.test(word);
  const unknown = [...new Set(meant.filter((word) => !isDay(word)))];
  const found = Map.groupBy(await candidatesOf(trx, unknown), ({ asked }) => asked);
  const far = await furtherCandidates(
    trx,
    unknown.filter((word) => !found.has(word)),
  );
  const corrections = new Map<string, string>();
  const groups: string[][] = [];
  const exact: string[][] = [];
  for (const word of meant) {
    const known = found.get(word) ?? [];
    const whole = known.filter(({ tier }) => tier !== 'slip').map((each) => each.word);
    const group = isDay(word)
      ? [word]
      : whole.length > 0
        ? whole
        : (slipsOf(word, known) ?? far.get(word) ?? [word]);
    groups.push(group);
    exact.push(group.includes(word) ? [word] : group);
    const isCorrected = whole.length === 0 && !isDay(word) && group[0] !== word;
    if (isCorrected && group[0] !== undefined) corrections.set(word, group[0]);
  }
  const corrected =
    corrections.size === 0
      ? null
      : typed.map((word) => corrections.get(nicknames[word] ?? word) ?? word).join(' ');
  return { groups, exact, days, corrected };
}

/** The nearest words of those that are one slip away; several when they are as near. */
function slipsOf(typed: string, known: Candidate[]): string[] | null {
  if (known.length === 0) return null;
  const costs = known.map(({ word }) => ({ word, cost: editCost(typed, word) }));
  const least = Math.min(...costs.map(({ cost }) => cost));
  return costs.filter(({ cost }) => cost <= least + 0.05).map(({ word }) => word);
}

function candidatesOf(trx: Trx, words: string[]): Promise<Candidate[]> {
  if (words.length === 0) return Promise.resolve([]);
  return query<Candidate>(
    trx,
    `SELECT q.word AS asked, found.word, found.tier FROM unnest($1::text[]) AS q (word) CROSS JOIN LATERAL (
       SELECT w.word, CASE WHEN w.word = q.word THEN 'exact' ELSE 'prefix' END AS tier FROM event_words w
         WHERE w.word >= q.word AND w.word < q.word || U&'\\FFFD'
       UNION ALL
       SELECT DISTINCT k.word, 'slip' FROM event_word_keys k WHERE length(q.word) >= 3 AND k.key IN (SELECT event_word_keys_of(q.word))
     ) found`,
    [words],
  );
}

/** Words that contain the typed one, else the most similar ones by their groups of three letters. */
async function furtherCandidates(trx: Trx, words: string[]): Promise<Map<string, string[]>> {
  const long = words.filter((word) => word.length >= 3);
  if (long.length === 0) return new Map();
  const rows = await query<{ asked: string; word: string; similarity: number; is_part: boolean }>(
    trx,
    `SELECT q.word AS asked, w.word, similarity(w.word, q.word) AS similarity, strpos(w.word, q.word) > 0 AS is_part
     FROM unnest($1::text[]) AS q (word) JOIN event_words w ON w.word % q.word OR w.word LIKE '%' || q.word || '%'`,
    [long.map((word) => word.replaceAll(/[\\%_]/g, ''))],
  );
  const best = new Map<string, string[]>();
  for (const [asked, candidates] of Map.groupBy(rows, (row) => row.asked)) {
    const parts = candidates.filter(({ is_part }) => is_part);
    const costs = candidates.map(({ word }) => ({ word, cost: editCost(asked, word) }));
    const least = Math.min(...costs.map(({ cost }) => cost));
    // Half of the letters wrong is another word.
    const near = least <= Math.ceil(asked.length / 2) ? costs.filter(({ cost }) => cost === least) : [];
    best.set(
      asked,
      (parts.length > 0 ? parts : near).map(({ word }) => word),
    );
  }
  return best;
}
