import { idParam } from '@holdfast/shared/http';
import { appliedSchedule, schedule, scheduleColumns, schedulePlan } from '@holdfast/shared/schedules';
import { holdSeason } from '../catalog/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, principalOf, query } from '../platform/http/index.ts';
import { csvOf, csvType } from '../platform/spreadsheets/index.ts';
import { applySchedule } from './applySchedule.ts';
import { planSchedule, presentPlan } from './planSchedule.ts';
import { gamesOfSeason } from './seasonGames.ts';

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
    endpoint({
      ...of,
      method: 'get',
      path: '/admin/seasons/:id/schedule.csv',
      summary: 'The games of a season, as a schedule file has them',
      problems: ['not_found'],
      async handle(ctx, { params: { id } }) {
        const games = await inTransaction(app.db, async (trx) => {
          const { performerName, name } = await holdSeason(trx, id);
          await audit(trx, principalOf(ctx), [
            { what: 'season.export', subject: id, after: { team: performerName, season: name } },
          ]);
          return gamesOfSeason(trx, id);
        });
        ctx.type = csvType;
        ctx.attachment(`schedule-${id}.csv`);
        ctx.body = csvOf(
          [...scheduleColumns],
          games.map(({ id: game, wall, timeTbd, away, home, venue }) => [
            game,
            wall.slice(0, 10),
            timeTbd ? '' : wall.slice(11),
            away,
            home,
            venue,
          ]),
        );
        return undefined;
      },
    }),
  ];
}
