/** The picture of an event, and the logos of teams, artists and leagues. */
import { leagueCode, pictureOf } from '@holdfast/shared/catalog';
import { idParam } from '@holdfast/shared/http';
import { largestPictureBytes } from '@holdfast/shared/pictures';
import { z } from 'zod';
import { keepPicture, makePicture } from '../pictures/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  command,
  endpoint,
  principalOf,
  readFileOf,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';

interface Holder {
  path: `/admin/${string}`;
  tag: string;
  /** As people call one. */
  noun: string;
  table: 'events' | 'performers' | 'leagues';
  column: 'picture_id' | 'logo_id';
  /** Of its log entries. */
  what: string;
  params: z.ZodType<{ id: string }>;
}

const holders: Holder[] = [
  {
    path: '/admin/events/:id/picture',
    tag: 'Admin: events',
    noun: 'event',
    table: 'events',
    column: 'picture_id',
    what: 'event.picture',
    params: idParam('event'),
  },
  {
    path: '/admin/performers/:id/logo',
    tag: 'Admin: teams and artists',
    noun: 'team',
    table: 'performers',
    column: 'logo_id',
    what: 'performer.logo',
    params: idParam('performer'),
  },
  {
    path: '/admin/leagues/:id/logo',
    tag: 'Admin: leagues',
    noun: 'league',
    table: 'leagues',
    column: 'logo_id',
    what: 'league.logo',
    params: z.object({ id: leagueCode }),
  },
];

/** Setting and removing each of them. */
export const catalogPictureRoutes = (db: Database): AnyEndpoint[] =>
  holders.flatMap((holder) => [setRoute(db, holder), removeRoute(holder)]);

const staff = ['staff'] as const;

function setRoute(db: Database, holder: Holder): AnyEndpoint {
  const { path, tag, noun, params } = holder;
  return endpoint({
    method: 'put',
    path,
    bodyComesAs: 'stream',
    params,
    tag,
    summary: `Give the ${noun} a picture: its bytes as the body, JPEG, PNG or WebP, at most 5 MB`,
    roles: staff,
    idempotent: true,
    answer: pictureOf,
    problems: ['not_found', 'file_not_recognized', 'body_too_large', 'validation_failed'],
    async handle(ctx, { params: { id } }) {
      const picture = await makePicture(await readFileOf(ctx, largestPictureBytes, 'A picture'));
      // The key covers the picture; no transaction is open while it arrives and is made.
      ctx.state.rawBody = picture.id;
      return inTransaction(db, (trx) =>
        runOnce(trx, requireKey(ctx), async () => {
          await keepPicture(trx, picture);
          return setPicture(trx, holder, id, picture.id, principalOf(ctx));
        }),
      );
    },
  });
}

function removeRoute(holder: Holder): AnyEndpoint {
  const { path, tag, noun, params } = holder;
  return command({
    method: 'delete',
    path,
    params,
    tag,
    summary: `Remove the picture of the ${noun}`,
    roles: staff,
    idempotent: true,
    answer: pictureOf,
    problems: ['not_found'],
    run: (trx, { params: { id }, principal }) => setPicture(trx, holder, id, null, principal),
  });
}

/** @throws Problem `not_found` */
async function setPicture(
  trx: Trx,
  { table, column, noun, what }: Holder,
  id: string,
  pictureId: string | null,
  principal: Principal,
): Promise<{ pictureId: string | null }> {
  const [found] = await queryPrepared<{ picture: string | null }>(
    trx,
    `SELECT ${column} AS picture FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!found) throw notFound(noun);
  if (found.picture === pictureId) return { pictureId };
  await queryPrepared(trx, `UPDATE ${table} SET ${column} = $2 WHERE id = $1`, [id, pictureId]);
  await audit(trx, principal, [
    { what, subject: id, before: { picture: found.picture }, after: { picture: pictureId } },
  ]);
  return { pictureId };
}
