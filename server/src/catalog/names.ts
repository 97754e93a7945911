/** Compares names that different companies spell differently. */

/** Words without accents, case and punctuation. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’'.]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word !== 'the');
}

const plain = (text: string) => wordsOf(text).join(' ');

export interface NamedTeam {
  name: string;
  shortName: string;
  city: string;
  /** Other names by which it is found. */
  aliases?: readonly string[];
}

/** By its whole name, its short name, its city and its short name, or another name of it. */
export function meansTeam(facts: string, team: NamedTeam): boolean {
  const wanted = plain(facts);
  return (
    wanted !== '' &&
    [team.name, team.shortName, `${team.city} ${team.shortName}`, ...(team.aliases ?? [])].some(
      (alias) => plain(alias) === wanted,
    )
  );
}

export interface NamedVenue {
  name: string;
  city: string;
  region: string | null;
  /** Other names by which it is found; with a city where another one is meant, such as MetLife Stadium, New York. */
  aliases?: readonly string[];
}

export interface NamedPlace {
  venueName: string | null;
  city: string | null;
  region: string | null;
}

/**
 * The same name in the same place; a longer name means a shorter one in the same city. Where no place is given, the
 * whole name decides. Other names mean it as its own does, and wherever they name the place themselves.
 */
export function meansVenue(facts: NamedPlace, venue: NamedVenue): boolean {
  const withCity = plain(`${facts.venueName ?? ''} ${facts.city ?? ''}`);
  return (
    isSameVenue(facts, venue) ||
    (venue.aliases ?? []).some(
      (name) => (withCity !== '' && plain(name) === withCity) || isSameVenue(facts, { ...venue, name }),
    )
  );
}

function isSameVenue(facts: NamedPlace, venue: NamedVenue): boolean {
  if (facts.venueName === null) return false;
  const theirs = wordsOf(facts.venueName);
  const ours = wordsOf(venue.name);
  if (theirs.length === 0 || ours.length === 0) return false;
  const sameCity = facts.city !== null && plain(facts.city) === plain(venue.city);
  const sameRegion =
    facts.region !== null && venue.region !== null && plain(facts.region) === plain(venue.region);
  if (theirs.join(' ') === ours.join(' ')) return facts.city === null || sameCity || sameRegion;
  const [few, many] = theirs.length < ours.length ? [theirs, ours] : [ours, theirs];
  // A single word such as "Arena" occurs in too many names.
  return sameCity && few.length > 1 && few.every((word) => many.includes(word));
}

/** `A vs. B` is played at A, `A at B` at B. */
export function sidesOf(name: string): { home: string | null; away: string | null } {
  const versus = /^(.+?)\s+(?:vs?\.?|versus)\s+(.+)$/i.exec(name);
  if (versus) return { home: versus[1]?.trim() ?? null, away: versus[2]?.trim() ?? null };
  const at = /^(.+?)\s+(?:at|@)\s+(.+)$/i.exec(name);
  if (at) return { home: at[2]?.trim() ?? null, away: at[1]?.trim() ?? null };
  return { home: null, away: null };
}
