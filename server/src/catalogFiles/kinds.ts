/** Venues, teams and leagues as lines of a file. */
import {
  levelsOf,
  levelsText,
  linesOf,
  newLeague,
  outsideIdsOf,
  outsideIdsText,
  performerInput,
  venueInput,
} from '@holdfast/shared/catalog';
import {
  allLeagues,
  allPerformers,
  allVenues,
  changeLeague,
  changePerformer,
  changeVenue,
  createLeague,
  createPerformer,
  createVenue,
} from '../catalog/index.ts';
import { Problem } from '../platform/problem.ts';
import { type FileKind, fileKind } from './fileKind.ts';

type Cells = Readonly<Record<string, string>>;

const noNames = () => null;
const keyOf = (...parts: Array<string | undefined>) =>
  parts.map((part) => (part ?? '').toLowerCase()).join('|');
/** A number as a cell has it: nothing is none, and what is no number is refused by the schema. */
const numberOf = (text: string | undefined) => (text ? Number(text) : null);
const textOf = (value: string | number | null) => (value === null ? '' : String(value));

const venues = fileKind({
  kind: 'venue',
  path: '/admin/venues',
  tag: 'Admin: venues',
  many: 'venues',
  columns: [
    'id',
    'name',
    'address',
    'city',
    'state',
    'country',
    'time zone',
    'latitude',
    'longitude',
    'capacity',
    'sections',
    'other names',
    'outside ids',
  ],
  required: ['name', 'city', 'country'],
  schema: venueInput,
  keyOf: ({ name, city, country }) => keyOf(name, city, country),
  known: async (trx) => ({
    idOf: noNames,
    entries: (await allVenues(trx)).map((venue) => ({
      id: venue.id,
      name: venue.name,
      key: keyOf(venue.name, venue.city, venue.country),
      cells: {
        id: venue.id,
        name: venue.name,
        address: venue.address ?? '',
        city: venue.city,
        state: venue.region ?? '',
        country: venue.country,
        'time zone': venue.timeZone,
        latitude: textOf(venue.latitude),
        longitude: textOf(venue.longitude),
        capacity: textOf(venue.capacity),
        sections: levelsText(venue.levels),
        'other names': venue.aliases.join('\n'),
        'outside ids': outsideIdsText(venue.outsideIds),
      },
    })),
  }),
  inputOf: (cells) => ({
    name: cells.name,
    address: cells.address,
    city: cells.city,
    region: cells.state,
    country: cells.country,
    timeZone: cells['time zone'],
    latitude: numberOf(cells.latitude),
    longitude: numberOf(cells.longitude),
    capacity: numberOf(cells.capacity),
    levels: levelsOf(cells.sections),
    aliases: linesOf(cells['other names']),
    outsideIds: outsideIdsOf(cells['outside ids']),
  }),
  create: createVenue,
  change: changeVenue,
});

const performers = fileKind({
  kind: 'performer',
  path: '/admin/performers',
  tag: 'Admin: teams and artists',
  many: 'teams',
  columns: [
    'id',
    'name',
    'short name',
    'code',
    'city',
    'league',
    'home venue',
    'first color',
    'second color',
    'other names',
    'outside ids',
  ],
  required: ['name'],
  schema: performerInput,
  keyOf: ({ name, league }) => keyOf(name, league),
  async known(trx) {
    const places = await allVenues(trx);
    const isOnly = (name: string) => places.filter((place) => place.name === name).length === 1;
    return {
      idOf(_column, name) {
        const found = places.filter(
          (place) => place.id === name || place.name.toLowerCase() === name.toLowerCase(),
        );
        return found.length > 1 ? 'many' : (found[0]?.id ?? null);
      },
      entries: (await allPerformers(trx)).map((team) => ({
        id: team.id,
        name: team.name,
        key: keyOf(team.name, team.league ?? ''),
        cells: {
          id: team.id,
          name: team.name,
          'short name': team.shortName,
          code: team.code ?? '',
          city: team.city,
          league: team.league ?? '',
          // Two venues of one name are told apart by their ids.
          'home venue': (team.homeVenue && isOnly(team.homeVenue) ? team.homeVenue : team.homeVenueId) ?? '',
          'first color': team.primaryColor ?? '',
          'second color': team.secondaryColor ?? '',
          'other names': team.aliases.join('\n'),
          'outside ids': outsideIdsText(team.outsideIds),
        },
      })),
    };
  },
  inputOf: (cells, known) => ({
    name: cells.name,
    shortName: cells['short name'] || cells.name,
    code: cells.code,
    city: cells.city,
    league: cells.league || null,
    homeVenueId: venueOf(cells, known.idOf),
    primaryColor: cells['first color'],
    secondaryColor: cells['second color'],
    aliases: linesOf(cells['other names']),
    outsideIds: outsideIdsOf(cells['outside ids']),
  }),
  create: createPerformer,
  change: changePerformer,
});

function venueOf(
  cells: Cells,
  idOf: (column: string, name: string) => string | 'many' | null,
): string | null {
  const name = cells['home venue'];
  if (!name) return null;
  const id = idOf('home venue', name);
  if (id === null)
    throw new Problem(
      'validation_failed',
      `${name} isn’t in the catalogue. Correct the name, or add the venue first.`,
    );
  if (id === 'many')
    throw new Problem('validation_failed', `${name} is the name of several venues. Give the id of one.`);
  return id;
}

const leagues = fileKind({
  kind: 'league',
  path: '/admin/leagues',
  tag: 'Admin: leagues',
  many: 'leagues',
  columns: ['code', 'name', 'sport'],
  required: ['code', 'name'],
  schema: newLeague,
  keyOf: ({ code }) => keyOf(code),
  known: async (trx) => ({
    idOf: noNames,
    entries: (await allLeagues(trx)).map(({ id, name, sport }) => ({
      id,
      name,
      key: keyOf(id),
      cells: { code: id, name, sport: sport ?? '' },
    })),
  }),
  inputOf: ({ code, name, sport }) => ({ id: code, name, sport }),
  create: createLeague,
  change: (trx, id, { name, sport }, principal) => changeLeague(trx, id, { name, sport }, principal),
});

/** The kinds of files. */
export const fileKinds: readonly FileKind[] = [venues, performers, leagues];
