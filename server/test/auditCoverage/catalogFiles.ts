/** Audit cases of files of venues, teams and leagues: each changes an entry that is there. */
import { randomText } from '../../src/platform/ids.ts';
import { buildPerformer, buildVenue } from '../factories/catalog.ts';
import { type Case, changes, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const files = [
  {
    path: '/admin/venues',
    kind: 'venue',
    subject: 'venues',
    make: ({ app }: Bench) => buildVenue(app),
    text: (id: string, name: string) => `id,name,city,country\n${id},${name},Erie,US\n`,
  },
  {
    path: '/admin/performers',
    kind: 'performer',
    subject: 'teams',
    make: ({ app }: Bench) => buildPerformer(app),
    text: (id: string, name: string) => `id,name\n${id},${name}\n`,
  },
  {
    path: '/admin/leagues',
    kind: 'league',
    subject: 'leagues',
    make: async (bench: Bench) => {
      const body = { id: `L${randomText(8).toUpperCase()}`, name: 'Lake League' };
      return (await bench.does<{ id: string }>('staff', 'POST', '/admin/leagues', body)).id;
    },
    text: (id: string, name: string) => `code,name\n${id},${name}\n`,
  },
];
const newName = () => `From a file ${randomText(6)}`;

/** The cases. */
export const catalogFileCases: Case[] = files.flatMap(({ path, kind, subject, make, text }) => [
  previews({ by: 'staff', route: `POST ${path}/file/preview` }, async (bench) => ({
    path: `${path}/file/preview`,
    body: text(await make(bench), newName()),
  })),
  changes({ by: 'staff', route: `POST ${path}/file` }, async (bench) => {
    const [id, name] = [await make(bench), newName()];
    const body = text(id, name);
    const { digest } = await bench.does<{ digest: string }>('staff', 'POST', `${path}/file/preview`, body);
    return {
      path: `${path}/file?seen=${encodeURIComponent(digest)}`,
      body,
      entries: [
        { what: `${kind}.change`, subject: id, before: {}, after: { name } },
        { what: `${kind}.file`, subject, before: { changed: 0 }, after: { changed: 1 } },
      ],
    };
  }),
]);
