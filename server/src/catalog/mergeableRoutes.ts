/** The routes of what staff keep, retire and merge: venues, and teams and artists. */
import { mergeInto, mergePreview, retirement } from '@holdfast/shared/catalog';
import { idParam } from '@holdfast/shared/http';
import type { z } from 'zod';
import type { Principal } from '../platform/audit.ts';
import type { Database, Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';

const staff = ['staff'] as const;
const readers = ['staff', 'support', 'finance'] as const;

interface Kept<Q extends z.ZodType, L extends z.ZodType, I extends z.ZodType, E extends z.ZodType> {
  kind: 'venue' | 'performer';
  path: `/admin/${string}`;
  tag: string;
  /** As people call them, such as `Venues`. */
  many: string;
  /** As people call one, such as `a venue`. */
  one: string;
  listQuery: Q;
  listAnswer: L;
  input: I;
  answer: E;
  list(db: Database, listQuery: z.output<Q>): Promise<z.input<L>>;
  show(trx: Trx, id: string): Promise<z.input<E>>;
  /** @returns its id */
  create(trx: Trx, input: z.output<I>, principal: Principal): Promise<string>;
  change(trx: Trx, id: string, input: z.output<I>, principal: Principal): Promise<void>;
  retire(trx: Trx, id: string, retired: boolean, principal: Principal): Promise<void>;
  previewMerge(trx: Trx, id: string, intoId: string): Promise<z.input<typeof mergePreview>>;
  merge(trx: Trx, id: string, intoId: string, principal: Principal): Promise<void>;
}

export function mergeableRoutes<
  Q extends z.ZodType,
  L extends z.ZodType,
  I extends z.ZodType,
  E extends z.ZodType,
>(kept: Kept<Q, L, I, E>): AnyEndpoint[] {
  return [...readRoutes(kept), ...changeRoutes(kept), ...endRoutes(kept)];
}

function readRoutes<Q extends z.ZodType, L extends z.ZodType, I extends z.ZodType, E extends z.ZodType>(
  kept: Kept<Q, L, I, E>,
): AnyEndpoint[] {
  const { kind, path, tag, many, one, listQuery, listAnswer, answer } = kept;
  return [
    query({
      path,
      scopes: ['catalog:read'],
      tag,
      summary: many,
      roles: readers,
      query: listQuery,
      answer: listAnswer,
      read: (db, input) => kept.list(db, input.query),
    }),
    query({
      params: idParam(kind),
      path: `${path}/:id`,
      scopes: ['catalog:read'],
      tag,
      summary: `Show ${one}`,
      roles: readers,
      answer,
      problems: ['not_found'],
      run: (trx, { params }) => kept.show(trx, params.id),
    }),
    query({
      params: idParam(kind),
      path: `${path}/:id/merge`,
      tag,
      summary: `What merging ${one} into another one would move`,
      roles: staff,
      query: mergeInto,
      answer: mergePreview,
      problems: ['not_found'],
      run: (trx, { params, query: { intoId } }) => kept.previewMerge(trx, params.id, intoId),
    }),
  ];
}

function changeRoutes<Q extends z.ZodType, L extends z.ZodType, I extends z.ZodType, E extends z.ZodType>(
  kept: Kept<Q, L, I, E>,
): AnyEndpoint[] {
  const { kind, path, tag, one, input, answer } = kept;
  return [
    command({
      method: 'post',
      path,
      tag,
      summary: `Add ${one}`,
      roles: staff,
      idempotent: true,
      body: input,
      answer,
      status: 201,
      problems: ['validation_failed'],
      run: async (trx, { body, principal }) => kept.show(trx, await kept.create(trx, body, principal)),
    }),
    command({
      method: 'put',
      params: idParam(kind),
      path: `${path}/:id`,
      tag,
      summary: `Change ${one}`,
      roles: staff,
      idempotent: true,
      body: input,
      answer,
      problems: ['not_found', 'validation_failed', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await kept.change(trx, params.id, body, principal);
        return kept.show(trx, params.id);
      },
    }),
  ];
}

function endRoutes<Q extends z.ZodType, L extends z.ZodType, I extends z.ZodType, E extends z.ZodType>(
  kept: Kept<Q, L, I, E>,
): AnyEndpoint[] {
  const { kind, path, tag, one, answer } = kept;
  return [
    command({
      method: 'put',
      params: idParam(kind),
      path: `${path}/:id/retired`,
      tag,
      summary: `Retire ${one}, or take that back`,
      roles: staff,
      idempotent: true,
      body: retirement,
      answer,
      problems: ['not_found', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await kept.retire(trx, params.id, body.retired, principal);
        return kept.show(trx, params.id);
      },
    }),
    command({
      method: 'post',
      params: idParam(kind),
      path: `${path}/:id/merge`,
      tag,
      summary: `Merge ${one} into another one, which stays`,
      roles: staff,
      idempotent: true,
      body: mergeInto,
      answer,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await kept.merge(trx, params.id, body.intoId, principal);
        return kept.show(trx, body.intoId);
      },
    }),
  ];
}
