/** Files of venues, teams and leagues: exported, tried as a dry run, and applied as the dry run showed them. */
import { hash } from 'node:crypto';
import {
  type CatalogFilePlan,
  catalogFilePlan,
  largestCatalogFileBytes,
  seenPlan,
} from '@holdfast/shared/catalogFiles';
import { z } from 'zod';
import { readTable } from '../imports/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Database, inTransaction, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Ctx,
  endpoint,
  principalOf,
  readFileOf,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { exportedTable } from '../platform/spreadsheets/index.ts';
import type { FileKind } from './fileKind.ts';
import { fileKinds } from './kinds.ts';
import { mostLines, planFile } from './planFile.ts';

const roles = ['staff'] as const;
const problems = ['file_not_recognized', 'body_too_large', 'validation_failed'] as const;

export const catalogFileRoutes = ({ db }: Pick<AppContext, 'db'>): AnyEndpoint[] =>
  fileKinds.flatMap((kind) => [dryRunRoute(db, kind), applyRoute(db, kind)]);

const readLines = async (ctx: Ctx): Promise<{ bytes: Buffer; lines: string[][] }> => {
  const bytes = await readFileOf(ctx, largestCatalogFileBytes, 'A file');
  const { lines } = await readTable(bytes, mostLines);
  return { bytes, lines };
};

function dryRunRoute(db: Database, kind: FileKind): AnyEndpoint {
  return endpoint({
    method: 'post',
    path: `${kind.path}/file/preview`,
    bodyComesAs: 'stream',
    tag: kind.tag,
    roles,
    summary: `The dry run of a file of ${kind.many}: its bytes as the body, CSV or XLSX. Nothing is saved`,
    answer: catalogFilePlan,
    problems,
    async handle(ctx) {
      const { lines } = await readLines(ctx);
      return dryRun(db, (trx) => planFile(trx, kind, lines, principalOf(ctx)));
    },
  });
}

/** What the work answers, after everything that it did was rolled back. */
async function dryRun(db: Database, work: (trx: Trx) => Promise<CatalogFilePlan>): Promise<CatalogFilePlan> {
  const rolledBack = new Error('a dry run');
  let plan: CatalogFilePlan | undefined;
  try {
    await inTransaction(db, async (trx) => {
      plan = await work(trx);
      throw rolledBack;
    });
  } catch (error) {
    if (error !== rolledBack || !plan) throw error;
  }
  return plan as CatalogFilePlan;
}

function applyRoute(db: Database, kind: FileKind): AnyEndpoint {
  return endpoint({
    method: 'post',
    path: `${kind.path}/file`,
    bodyComesAs: 'stream',
    tag: kind.tag,
    roles,
    idempotent: true,
    summary: `Apply a file of ${kind.many} as its dry run showed it: all of it, or nothing`,
    query: seenPlan,
    answer: catalogFilePlan,
    problems: [...problems, 'version_conflict', 'nothing_to_do'],
    async handle(ctx, { query: { seen } }) {
      const { bytes, lines } = await readLines(ctx);
      ctx.state.rawBody = `${seen}\n${hash('sha256', bytes, 'base64url')}`;
      return inTransaction(db, (trx) =>
        runOnce(trx, requireKey(ctx), () => applyFile(trx, kind, { lines, seen }, principalOf(ctx))),
      );
    },
  });
}

async function applyFile(
  trx: Trx,
  kind: FileKind,
  { lines, seen }: { lines: string[][]; seen: string },
  principal: Principal,
): Promise<CatalogFilePlan> {
  const plan = await planFile(trx, kind, lines, principal);
  const { created, changed, refused } = plan.counts;
  if (refused > 0)
    throw new Problem(
      'validation_failed',
      'Some lines are refused. Correct or remove them in the file, then check again.',
    );
  if (plan.digest !== seen)
    throw new Problem(
      'version_conflict',
      'The catalogue changed since you checked. Check again, then apply.',
    );
  if (created + changed === 0) throw new Problem('nothing_to_do', '0 changes: the catalogue is so already.');
  await audit(trx, principal, [
    {
      what: `${kind.kind}.file`,
      subject: kind.many,
      before: { created: 0, changed: 0 },
      after: { created, changed },
    },
  ]);
  return plan;
}

/** Venues, teams and leagues as files. */
export const catalogTables = fileKinds.map((kind) =>
  exportedTable({
    path: kind.path,
    tag: kind.tag,
    roles,
    summary: `All current ${kind.many}, as a file that is read again without a change`,
    query: z.object({}),
    noun: kind.kind,
    fileName: () => kind.many,
    sheet: () => ({ name: kind.many, columns: kind.columns.map((head) => ({ head, width: 24 })) }),
    rows: {
      few: `A row for each of the ${kind.many}`,
      async whole(db) {
        const { entries } = await inTransaction(db, (trx) => kind.known(trx));
        return { lines: entries.map(({ cells }) => kind.columns.map((column) => cells[column] ?? '')) };
      },
    },
  }),
);
