import { ownerChoice } from '@holdfast/shared/accounts';
import {
  bulkDecided,
  bulkDecision,
  connectionList,
  createChoice,
  decided,
  feedRun,
  findingList,
  findingQuery,
  gameChangeDetail,
  gameChangeList,
  gameChangeQuery,
  gameDecision,
  ignoreReason,
  linkChoice,
  manyEntries,
  manyQuestions,
  newRun,
  runList,
  runQuery,
  waitingDetail,
  waitingEvent,
  waitingList,
  waitingQuery,
} from '@holdfast/shared/feeds';
import { anyId, idParam } from '@holdfast/shared/http';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { decideGameChange } from './changes/decideGameChange.ts';
import { listGameChanges, showGameChange } from './changes/gameChangeQueries.ts';
import { listConnections, listFindings, listRuns, showRun } from './runs/runQueries.ts';
import { startRun } from './runs/startRun.ts';
import { feedsConfig } from './settings/feedsConfig.ts';
import { feedSettingsRoutes } from './settings/routes.ts';
import { assignEntry } from './waiting/assignEntry.ts';
import { createFromEntry, ignoreEntry, linkEntry, reopenEntry } from './waiting/decide.ts';
import { decideMany } from './waiting/decideMany.ts';
import { askMany, listWaiting, showWaiting } from './waiting/waitingQueries.ts';

const common = { tag: 'Admin: feeds', roles: ['staff'] as const };

export function feedRoutes(app: AppContext): AnyEndpoint[] {
  return [
    ...runRoutes(app),
    ...feedSettingsRoutes(app),
    ...waitingRoutes(),
    ...decisionRoutes(app),
    ...gameChangeRoutes(app),
  ];
}

function runRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/feeds',
      summary: 'Feeds of other companies, with their last run and the requests left today',
      answer: connectionList,
      async run(trx) {
        const data = await listConnections(trx, await feedsConfig(trx, app));
        return { data, total: data.length };
      },
    }),
    query({
      ...common,
      path: '/admin/catalogRuns',
      summary: 'Runs, newest first',
      query: runQuery,
      answer: runList,
      run: (trx, { query }) => listRuns(trx, query),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/catalogRuns',
      summary: 'Run a feed now',
      idempotent: true,
      body: newRun,
      answer: feedRun,
      status: 201,
      problems: ['feed_not_connected', 'run_under_way'],
      run: async (trx, { body, principal }) =>
        startRun(trx, await feedsConfig(trx, app), body.feed, principal),
    }),
    query({
      ...common,
      path: '/admin/catalogRuns/:id',
      params: idParam('feedRun'),
      summary: 'One run, and how far it is',
      answer: feedRun,
      problems: ['not_found'],
      run: (trx, { params }) => showRun(trx, params.id),
    }),
    query({
      ...common,
      path: '/admin/catalogRuns/:id/findings',
      params: idParam('feedRun'),
      summary: 'What a run found, entry by entry: moved, stopped, waiting, failed',
      query: findingQuery,
      answer: findingList,
      problems: ['not_found'],
      run: (trx, { params, query }) => listFindings(trx, params.id, query),
    }),
  ];
}

function waitingRoutes(): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/eventsToMatch',
      summary: 'Feed entries without an automatic match',
      query: waitingQuery,
      answer: waitingList,
      run: (trx, { query, caller }) => listWaiting(trx, query, caller.personId),
    }),
    query({
      ...common,
      path: '/admin/eventsToMatch/:id',
      params: anyId,
      summary: 'One entry beside the events of ours that it could be',
      answer: waitingDetail,
      problems: ['not_found'],
      run: (trx, { params }) => showWaiting(trx, params.id),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/owner',
      params: anyId,
      summary: 'Say who settles it',
      idempotent: true,
      body: ownerChoice,
      answer: waitingEvent,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      run: (trx, { params, body, principal }) => assignEntry(trx, params.id, body.ownerId, principal),
    }),
  ];
}

function decisionRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/link',
      params: anyId,
      summary: 'It is this event of ours; its start is taken over where asked',
      idempotent: true,
      body: linkChoice,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      run: (trx, { params, body, principal }) => linkEntry(trx, engine, params.id, body, principal),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/bulk',
      summary: 'Make events of many entries, or ignore many; what is refused of one stops no other',
      idempotent: true,
      body: bulkDecision,
      answer: bulkDecided,
      problems: ['validation_failed'],
      run: (trx, { body, principal }) => decideMany(trx, body, principal),
    }),
    query({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/questions',
      summary: 'What making events of these entries needs to know, each question once',
      body: manyEntries,
      answer: manyQuestions,
      problems: ['not_found', 'validation_failed'],
      run: (trx, { body }) => askMany(trx, body.ids),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/create',
      params: anyId,
      summary: 'Make an event of ours from it, with its venue, teams and league where they are new',
      idempotent: true,
      body: createChoice,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      run: (trx, { params, body, principal }) => createFromEntry(trx, params.id, body.answers, principal),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/ignore',
      params: anyId,
      summary: 'It is none of ours; later runs pass it over',
      idempotent: true,
      body: ignoreReason,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      run: (trx, { params, body, principal }) => ignoreEntry(trx, params.id, body.reason, principal),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/reopen',
      params: anyId,
      summary: 'Put an ignored entry back into the queue',
      idempotent: true,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      run: (trx, { params, principal }) => reopenEntry(trx, params.id, principal),
    }),
  ];
}

/** What feeds say of games of ours, which changes nothing until a person decides. */
function gameChangeRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/gameChanges',
      summary: 'Games of ours that a feed calls off or moves, and that wait for a decision',
      query: gameChangeQuery,
      answer: gameChangeList,
      run: (trx, { query }) => listGameChanges(trx, query),
    }),
    query({
      ...common,
      path: '/admin/gameChanges/:id',
      params: idParam('feedChange'),
      summary: 'One of them, with the listings and orders that it hits',
      answer: gameChangeDetail,
      problems: ['not_found'],
      run: (trx, { params }) => showGameChange(trx, params.id),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/gameChanges/:id/decide',
      freshProof: true,
      params: idParam('feedChange'),
      summary:
        'Cancel, postpone or move the game, put it on again, or keep it; holds and listings follow at once, orders one by one',
      idempotent: true,
      body: gameDecision,
      answer: gameChangeDetail,
      problems: ['not_found', 'already_decided', 'version_conflict', 'validation_failed'],
      run: (trx, { params, body, principal }) => decideGameChange(trx, engine, params.id, body, principal),
    }),
  ];
}
