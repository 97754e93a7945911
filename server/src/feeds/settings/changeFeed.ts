/** An administrator configures a feed and switches it on or off. Keys are sealed and never shown. */
import { type Feed, type feedInput, type FeedSettings as Shown, usualSearch } from '@holdfast/shared/feeds';
import type { FieldProblem } from '@holdfast/shared/http';
import { raw } from 'objection';
import type { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import { seal, sealKeyOf } from '../../platform/seal.ts';
import { FeedSettings } from './FeedSettings.ts';
import { type FeedKeys, isOfEnvironment, keysOf } from './feedsConfig.ts';

type Of = Pick<AppContext, 'config' | 'secret'>;
const usualRequests = 5_000;

export async function showFeedSettings(
  trx: Trx,
  { config: { feeds }, secret }: Of,
  feed: Feed,
): Promise<Shown> {
  const row = await FeedSettings.query(trx).findById(feed);
  const keys = keysOf(row, secret);
  const isHere = lacking(feed, row?.account ?? null, keys).length === 0;
  const source = isOfEnvironment(feeds, feed)
    ? 'environment'
    : row && isHere
      ? 'backOffice'
      : !row && feeds[feed]
        ? 'recorded'
        : 'none';
  return {
    id: feed,
    source,
    enabled: row ? row.enabled : feeds[feed] !== null,
    account: row?.account ?? null,
    consignorEmail: row?.consignorEmail ?? null,
    search: feed === 'ticketmaster' ? (row?.search ?? usualSearch) : null,
    requestsPerDay: row?.requestsPerDay ?? usualRequests,
    hasKeys: Object.values(keys).some((key) => key !== null),
    version: row?.version ?? 0,
  };
}

/** What a feed lacks to be asked. */
function lacking(feed: Feed, account: string | null, keys: FeedKeys): FieldProblem[] {
  const need = (field: string, value: string | null, message: string) =>
    value === null ? [{ field, code: 'required', message }] : [];
  return feed === 'skybox'
    ? [
        ...need('account', account, 'Give the number of the account.'),
        ...need('apiToken', keys.apiToken, 'Give the API token.'),
        ...need('applicationToken', keys.applicationToken, 'Give the application token.'),
      ]
    : need('apiKey', keys.apiKey, 'Give the API key.');
}

/**
 * @throws Problem `validation_failed` for a feed that is switched on without its keys; `version_conflict` when somebody changed
 *   it since it was read
 */
export async function changeFeedSettings(
  trx: Trx,
  app: Of,
  feed: Feed,
  { version, apiToken, applicationToken, apiKey, ...input }: z.output<typeof feedInput>,
  principal: Principal,
): Promise<void> {
  const row = await FeedSettings.query(trx).findById(feed).forUpdate();
  if ((row?.version ?? 0) !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this feed since you opened it. Reload, then change it.',
    );
  const kept = keysOf(row, app.secret);
  const keys: FeedKeys = {
    apiToken: apiToken ?? kept.apiToken,
    applicationToken: applicationToken ?? kept.applicationToken,
    apiKey: apiKey ?? kept.apiKey,
  };
  const lacks = lacking(feed, input.account, keys);
  if (input.enabled && lacks.length > 0 && !isOfEnvironment(app.config.feeds, feed))
    throw fieldsRefused(lacks);
  const key = sealKeyOf(app.secret, 'feedKeys');
  const hasKeys = Object.values(keys).some((each) => each !== null);
  const after = {
    ...input,
    sealed: hasKeys ? seal(key, feed, JSON.stringify(keys)) : null,
    keyId: hasKeys ? key.id : null,
    version: version + 1,
  };
  if (row)
    await FeedSettings.query(trx)
      .findById(feed)
      .patch({ ...after, changedAt: raw('now()') });
  else await FeedSettings.query(trx).insert({ feed, ...after });
  const logged = (from: typeof input | undefined, newKeys: boolean) =>
    from && {
      enabled: from.enabled,
      account: from.account,
      consignorEmail: from.consignorEmail,
      search: from.search,
      requestsPerDay: from.requestsPerDay,
      ...(newKeys ? { keys: 'new ones' } : {}),
    };
  await audit(trx, principal, [
    {
      what: 'feed.configure',
      subject: feed,
      before: logged(row, false) ?? { enabled: app.config.feeds[feed] !== null },
      after: logged(
        input,
        [apiToken, applicationToken, apiKey].some((each) => each !== null),
      ),
    },
  ]);
}

/** Seals the keys again after the marketplace's secret was changed. @returns how many feeds have keys */
export async function resealFeedKeys(
  trx: Trx,
  { earlier, current }: { earlier: string; current: string },
): Promise<number> {
  const key = sealKeyOf(current, 'feedKeys');
  const rows = await FeedSettings.query(trx).whereNotNull('sealed').forUpdate();
  for (const row of rows) {
    if (row.keyId === key.id) continue;
    const keys = keysOf(row, earlier);
    await FeedSettings.query(trx)
      .findById(row.feed)
      .patch({ sealed: seal(key, row.feed, JSON.stringify(keys)), keyId: key.id });
  }
  return rows.length;
}
