/** 500 misspellings of the real teams and cities: most by a rule, the rest as people write them. */

/** A misspelling, and what was meant. */
export interface Misspelling {
  typed: string;
  meant: string;
}

/** Letters beside each other on a QWERTY keyboard. */
const beside: Record<string, string> = {
  a: 's',
  b: 'v',
  c: 'x',
  d: 'f',
  e: 'r',
  f: 'g',
  g: 'h',
  h: 'j',
  i: 'o',
  j: 'k',
  k: 'l',
  l: 'k',
  m: 'n',
  n: 'm',
  o: 'p',
  p: 'o',
  q: 'w',
  r: 't',
  s: 'd',
  t: 'y',
  u: 'i',
  v: 'b',
  w: 'e',
  x: 'c',
  y: 'u',
  z: 'x',
};

/** The four slips at a letter of a word. */
const slips: Array<(word: string, at: number) => string> = [
  (word, at) => word.slice(0, at) + word.slice(at + 1), // dropped
  (word, at) => word.slice(0, at + 1) + word.slice(at), // doubled
  (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2), // swapped with the next
  (word, at) => word.slice(0, at) + (beside[word.charAt(at)] ?? 'x') + word.slice(at + 1), // neighbouring key
];

/**
 * The rule: every name of at least five letters gets each of the four slips, in its longest word, at a letter between the first
 * and the last that its own number picks; then again at another letter, until there are enough. A slip that changes nothing
 * (two equal letters swapped) or was made before, by hand too, moves on by one letter.
 */
export function bySlips(names: readonly string[], count: number): Misspelling[] {
  const taken = new Set(byHand.map(({ typed }) => typed));
  const made = new Map<string, Misspelling>();
  for (let round = 0; round < 3; round++)
    for (const [n, name] of names.entries())
      for (const [kind, slip] of slips.entries()) {
        const meant = name.toLowerCase();
        const word = meant.split(' ').toSorted((a, b) => b.length - a.length)[0] ?? '';
        for (let step = 0; step < (word.length < 5 ? 0 : word.length); step++) {
          const at = 1 + ((n * 7 + kind * 3 + round * 2 + step) % (word.length - 2));
          const typed = meant.replace(word, slip(word, at));
          if (typed === meant || made.has(typed) || taken.has(typed)) continue;
          made.set(typed, { typed, meant });
          break;
        }
      }
  return [...made.values()].slice(0, count);
}

/** As people write them, and as phones hear them. */
export const byHand: Misspelling[] = Object.entries({
  stealers: 'steelers',
  pitsburgh: 'pittsburgh',
  pittsburg: 'pittsburgh',
  pittsburgh_stealers: 'pittsburgh steelers',
  steeler: 'steelers',
  philedelphia: 'philadelphia',
  phillidelphia: 'philadelphia',
  philadelfia: 'philadelphia',
  cincinatti: 'cincinnati',
  cincinati: 'cincinnati',
  tennesee: 'tennessee',
  tenessee: 'tennessee',
  minnisota: 'minnesota',
  minesota: 'minnesota',
  buffallo: 'buffalo',
  bufalo: 'buffalo',
  montréal: 'montreal',
  montreall: 'montreal',
  canadians: 'canadiens',
  canadien: 'canadiens',
  seatle: 'seattle',
  seahwaks: 'seahawks',
  seahawk: 'seahawks',
  jacksonvile: 'jacksonville',
  jagaurs: 'jaguars',
  jaguards: 'jaguars',
  buccanears: 'buccaneers',
  bucaneers: 'buccaneers',
  buccanneers: 'buccaneers',
  falcans: 'falcons',
  cheifs: 'chiefs',
  cheefs: 'chiefs',
  vikins: 'vikings',
  packars: 'packers',
  broncoes: 'broncos',
  bengels: 'bengals',
  bengles: 'bengals',
  dolfins: 'dolphins',
  patroits: 'patriots',
  penquins: 'penguins',
  pengiuns: 'penguins',
  pengins: 'penguins',
  hurricans: 'hurricanes',
  huricanes: 'hurricanes',
  avalanch: 'avalanche',
  avalance: 'avalanche',
  canuks: 'canucks',
  cannucks: 'canucks',
  preditors: 'predators',
  saber: 'sabres',
  lightening: 'lightning',
  lightining: 'lightning',
  edmunton: 'edmonton',
  calagry: 'calgary',
  winipeg: 'winnipeg',
  winnepeg: 'winnipeg',
  tronto: 'toronto',
  toranto: 'toronto',
  ottowa: 'ottawa',
  vancuver: 'vancouver',
  saint_louis: 'st louis',
  st_luis: 'st louis',
  san_fransisco: 'san francisco',
  new_orleens: 'new orleans',
  indianopolis: 'indianapolis',
  los_angelas: 'los angeles',
  golden_nights: 'golden knights',
  mapel_leafs: 'maple leafs',
}).map(([typed, meant]) => ({ typed: typed.replaceAll('_', ' '), meant }));
