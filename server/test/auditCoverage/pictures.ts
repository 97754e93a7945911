/** Audit cases of pictures and logos. */
import { buildEvent, buildPerformer } from '../factories/catalog.ts';
import { pictureFile } from '../pictureFiles.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const held = [
  { path: '/admin/events/:id/picture', what: 'event.picture', make: ({ app }: Bench) => buildEvent(app) },
  {
    path: '/admin/performers/:id/logo',
    what: 'performer.logo',
    make: ({ app }: Bench) => buildPerformer(app),
  },
  {
    path: '/admin/leagues/:id/logo',
    what: 'league.logo',
    // The league is known by its first team.
    make: async ({ app }: Bench) => {
      await buildPerformer(app);
      await app.db('leagues').where({ id: 'NFL' }).update({ logo_id: null });
      return 'NFL';
    },
  },
];

/** The cases. */
export const pictureCases: Case[] = held.flatMap(({ path, what, make }, at) => [
  changes({ by: 'staff', route: `PUT ${path}` }, async (bench) => {
    const id = await make(bench);
    const body = await pictureFile({ color: `#00${at}000` });
    const entries = [{ what, subject: id, before: { picture: null }, after: {} }];
    return { path: path.replace(':id', id), body, entries };
  }),
  changes({ by: 'staff', route: `DELETE ${path}` }, async (bench) => {
    const id = await make(bench);
    const filled = path.replace(':id', id);
    const { pictureId } = await bench.does<{ pictureId: string }>(
      'staff',
      'PUT',
      filled,
      await pictureFile(),
    );
    const entries = [{ what, subject: id, before: { picture: pictureId }, after: { picture: null } }];
    return { path: filled, entries };
  }),
]);
