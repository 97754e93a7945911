import { mergeInto } from '@holdfast/shared/catalog';
import {
  appliedConsignorFile,
  consignor,
  consignorCells,
  consignorColumns,
  consignorDeactivation,
  consignorFile,
  consignorFilePlan,
  consignorMerge,
  consignorMergePreview,
  deactivationPreview,
} from '@holdfast/shared/consignors';
import { idParam } from '@holdfast/shared/http';
import { allConsignorFacts } from '../consignors/index.ts';
import { showConsignor } from '../listings/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, principalOf, query } from '../platform/http/index.ts';
import { csvOf, csvType } from '../platform/spreadsheets/index.ts';
import { applyConsignorFile } from './applyFile.ts';
import { deactivateConsignor, previewDeactivation, reactivateConsignor } from './deactivate.ts';
import { mergeConsignors, previewConsignorMerge } from './merge.ts';
import { planConsignorFile, presentFilePlan } from './planFile.ts';

const shared = { tag: 'Admin: consignors', roles: ['staff'] } as const;
const one = { ...shared, params: idParam('consignor') } as const;

/** A consignor that stops, goes on or is merged, and consignors as a file. */
export function consignorChangeRoutes(app: AppContext): AnyEndpoint[] {
  return [...standingRoutes(app), ...mergeRoutes(), ...fileRoutes(app)];
}

function standingRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...one,
      path: '/admin/consignors/:id/deactivation',
      summary: 'What deactivating a consignor would take off sale, and what is held and owed',
      answer: deactivationPreview,
      problems: ['not_found'],
      run: (trx, { params }) => previewDeactivation(trx, params.id),
    }),
    command({
      ...one,
      method: 'post',
      path: '/admin/consignors/:id/deactivate',
      summary:
        'Deactivate a consignor: its listings leave the sale, its sign-ins end; holds and orders go on',
      idempotent: true,
      body: consignorDeactivation,
      answer: consignor,
      problems: ['not_found', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await deactivateConsignor(trx, engine, params.id, body, principal);
        return showConsignor(trx, params.id);
      },
    }),
    command({
      ...one,
      method: 'post',
      path: '/admin/consignors/:id/reactivate',
      summary: 'Take a deactivation back; listings stay paused until staff put them on sale',
      idempotent: true,
      answer: consignor,
      problems: ['not_found', 'already_decided'],
      async run(trx, { params, principal }) {
        await reactivateConsignor(trx, params.id, principal);
        return showConsignor(trx, params.id);
      },
    }),
  ];
}

function mergeRoutes(): AnyEndpoint[] {
  return [
    query({
      ...one,
      path: '/admin/consignors/:id/merge',
      summary: 'What merging a consignor into another one would move',
      query: mergeInto,
      answer: consignorMergePreview,
      problems: ['not_found'],
      run: (trx, { params, query: { intoId } }) => previewConsignorMerge(trx, params.id, intoId),
    }),
    command({
      ...one,
      method: 'post',
      path: '/admin/consignors/:id/merge',
      freshProof: true,
      summary: 'Merge a consignor into another one, which stays',
      idempotent: true,
      body: consignorMerge,
      answer: consignor,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await mergeConsignors(trx, params.id, body, principal);
        return showConsignor(trx, body.intoId);
      },
    }),
  ];
}

function fileRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...shared,
      method: 'post',
      path: '/admin/consignor-files/preview',
      summary: 'The dry run of a file of consignors: what is new, changed, unchanged and refused',
      body: consignorFile,
      answer: consignorFilePlan,
      run: async (trx, { body }) => presentFilePlan(await planConsignorFile(trx, body.rows, body.makePlans)),
    }),
    command({
      ...shared,
      method: 'post',
      path: '/admin/consignor-files',
      summary: 'Apply a file of consignors as its dry run showed it: all of it, or nothing',
      // Its rows may change plans and with them percentages.
      freshProof: true,
      idempotent: true,
      body: appliedConsignorFile,
      answer: consignorFilePlan,
      problems: ['validation_failed', 'version_conflict', 'nothing_to_do'],
      run: (trx, { body, principal }) => applyConsignorFile(trx, body, principal),
    }),
    endpoint({
      ...shared,
      method: 'get',
      path: '/admin/consignors.csv',
      summary: 'Every consignor, as a file has them; read back, it changes nothing',
      async handle(ctx) {
        const all = await inTransaction(app.db, async (trx) => {
          const found = await allConsignorFacts(trx);
          await audit(trx, principalOf(ctx), [
            { what: 'consignor.export', subject: 'consignors', after: { consignors: found.length } },
          ]);
          return found;
        });
        ctx.type = csvType;
        ctx.attachment('consignors.csv');
        ctx.body = csvOf(
          consignorColumns,
          all.map((facts) => Object.values(consignorCells(facts))),
        );
        return undefined;
      },
    }),
  ];
}
