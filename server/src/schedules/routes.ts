import { adminSeason, mergeInto, mergePreview } from '@holdfast/shared/catalog';
import { idParam } from '@holdfast/shared/http';
import {
  appliedSchedule,
  largestScheduleBytes,
  readSchedule,
  schedule,
  scheduleColumns,
  schedulePlan,
} from '@holdfast/shared/schedules';
import { holdSeason, showSeason } from '../catalog/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  command,
  endpoint,
  principalOf,
  query,
  readFileOf,
} from '../platform/http/index.ts';
import { csvOf, csvType, workbookOf, workbookType } from '../platform/spreadsheets/index.ts';
import { applySchedule } from './applySchedule.ts';
import { calendarOf } from './calendarEvents.ts';
import { mergeSeason, previewSeasonMerge } from './mergeSeason.ts';
import { planSchedule, presentPlan } from './planSchedule.ts';
import { readScheduleFile } from './readScheduleFile.ts';
import { gamesOfSeason, type KnownGame } from './seasonGames.ts';
import { skyboxFileOf } from './skyboxFile.ts';

const staff = ['staff'] as const;
const of = { params: idParam('season'), tag: 'Admin: seasons', roles: staff } as const;

export function scheduleRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...of,
      method: 'post',
      path: '/admin/seasons/:id/schedule/preview',
      summary: 'The dry run of a schedule: what is new, changed, unchanged, left out and refused',
      body: schedule,
      answer: schedulePlan,
      problems: ['not_found', 'validation_failed'],
      run: async (trx, { params, body }) =>
        presentPlan(await planSchedule(trx, await holdSeason(trx, params.id), body.rows, body.makeTeams)),
    }),
    command({
      ...of,
      method: 'post',
      path: '/admin/seasons/:id/schedule',
      summary: 'Apply a schedule as its dry run showed it',
      idempotent: true,
      body: appliedSchedule,
      answer: schedulePlan,
      problems: ['not_found', 'validation_failed', 'version_conflict', 'nothing_to_do'],
      run: (trx, { params, body, principal }) => applySchedule(trx, app.engine, params.id, body, principal),
    }),
    query({
      ...of,
      path: '/admin/seasons/:id/merge',
      summary: 'What merging a season into another one of its team would move',
      query: mergeInto,
      answer: mergePreview,
      problems: ['not_found'],
      run: (trx, { params, query: { intoId } }) => previewSeasonMerge(trx, params.id, intoId),
    }),
    command({
      ...of,
      method: 'post',
      path: '/admin/seasons/:id/merge',
      summary: 'Merge a season into another one of its team, which stays',
      idempotent: true,
      body: mergeInto,
      answer: adminSeason,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await mergeSeason(trx, params.id, body.intoId, principal);
        return showSeason(trx, body.intoId);
      },
    }),
    endpoint({
      ...of,
      method: 'post',
      path: '/admin/seasons/:id/schedule/read',
      bodyComesAs: 'stream',
      summary:
        'What a schedule file says: its bytes as the body, CSV, XLSX, ICS or a SkyBox answer. Nothing is saved',
      answer: readSchedule,
      problems: ['not_found', 'file_not_recognized', 'body_too_large', 'validation_failed'],
      async handle(ctx, { params: { id } }) {
        const bytes = await readFileOf(ctx, largestScheduleBytes, 'A schedule');
        return inTransaction(app.db, async (trx) => readScheduleFile(trx, await holdSeason(trx, id), bytes));
      },
    }),
    ...exportRoutes(app),
  ];
}

const columns = scheduleColumns.map((head) => ({ head, width: head === 'id' ? 30 : 24 }));
const lineOf = ({ id, wall, timeTbd, away, home, venue }: KnownGame) => [
  id,
  wall.slice(0, 10),
  timeTbd ? '' : wall.slice(11),
  away,
  home,
  venue,
];

/** How a season's games are written; each form is read again without a change. */
const forms: ReadonlyArray<{
  ending: 'csv' | 'xlsx' | 'ics' | 'json';
  type: string;
  write(title: string, games: readonly KnownGame[]): unknown;
}> = [
  { ending: 'csv', type: csvType, write: (_, games) => csvOf([...scheduleColumns], games.map(lineOf)) },
  {
    ending: 'xlsx',
    type: workbookType,
    write: (_, games) => workbookOf({ name: 'Schedule', columns }, games.map(lineOf)),
  },
  { ending: 'ics', type: 'text/calendar; charset=utf-8', write: calendarOf },
  // As SkyBox answers.
  { ending: 'json', type: 'application/json; charset=utf-8', write: skyboxFileOf },
];

const exportRoutes = (app: AppContext): AnyEndpoint[] =>
  forms.map(({ ending, type, write }) =>
    endpoint({
      ...of,
      method: 'get',
      path: `/admin/seasons/:id/schedule.${ending}`,
      summary: `The games of a season, as a schedule file has them, as ${ending.toUpperCase()}`,
      problems: ['not_found'],
      async handle(ctx, { params: { id } }) {
        const [title, games] = await inTransaction(app.db, async (trx) => {
          const { performerName, name } = await holdSeason(trx, id);
          await audit(trx, principalOf(ctx), [
            { what: 'season.export', subject: id, after: { team: performerName, season: name } },
          ]);
          return [`${performerName}, ${name}`, await gamesOfSeason(trx, id)] as const;
        });
        ctx.type = type;
        ctx.attachment(`schedule-${id}.${ending}`);
        ctx.body = await write(title, games);
        return undefined;
      },
    }),
  );
