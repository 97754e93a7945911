/** Where messages to Slack go, as administrators say it. */
import type { FieldProblem } from '@holdfast/shared/http';
import { type SharedKind, sharedKinds } from '@holdfast/shared/notices';
import {
  type SlackSettings as Shown,
  type SlackDestination,
  type SlackDestinationInput,
  slackDestinations,
  type slackInput,
} from '@holdfast/shared/slack';
import { raw } from 'objection';
import type { z } from 'zod';
import { readMarketplace } from '../marketplace/index.ts';
import { setSharedKinds } from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { sealKeyOf } from '../platform/seal.ts';
import { beginAnew } from './outbox.ts';
import { SlackSettings, type StoredDestination } from './SlackSettings.ts';
import { openSlack, type SlackSecrets, sealSlack } from './secrets.ts';

type Of = Pick<AppContext, 'config' | 'secret'>;

/** The name of Slack among the channels of notices that many read. */
export const slackChannel = 'slack';

/** Where a kind of notice goes. */
export const destinationOf = (kind: SharedKind): SlackDestination =>
  kind === 'caseOpened' ? 'alarms' : 'notices';

const none: StoredDestination = { way: 'none', channel: null, webhook: null };
const hintOf = (text: string) => `…${text.slice(-4)}`;
const byName = <T>(make: (name: SlackDestination) => T) =>
  Object.fromEntries(slackDestinations.map((name) => [name, make(name)])) as Record<SlackDestination, T>;

interface FaringRow {
  name: SlackDestination;
  problem: string | null;
  failing_since: Date | null;
  sent_at: Date | null;
  waiting: number;
}

/** Where messages go, and how each destination fares. */
export async function showSlack(trx: Trx): Promise<Shown> {
  const row = await SlackSettings.query(trx).first();
  const faring = await query<FaringRow>(
    trx,
    `SELECT d.name, d.problem, d.failing_since, d.sent_at,
       (SELECT count(*)::int FROM slack_messages m WHERE m.destination = d.name AND m.state = 'waiting') AS waiting
     FROM slack_destinations d`,
  );
  return {
    id: 'slack',
    token: row?.tokenHint ?? null,
    destinations: slackDestinations.map((name) => {
      const fares = faring.find((each) => each.name === name);
      return {
        name,
        ...(row?.destinations[name] ?? none),
        problem: fares?.problem ?? null,
        failingSince: fares?.failing_since?.toISOString() ?? null,
        sentAt: fares?.sent_at?.toISOString() ?? null,
        waiting: fares?.waiting ?? 0,
      };
    }),
    kinds: row?.kinds ?? [...sharedKinds],
    gatherMinutes: (await readMarketplace(trx)).noticeGatherMinutes,
    version: row?.version ?? 0,
  };
}

/** Those kept before; sealed under another secret they are lost, and given anew. */
function keptSecrets(row: SlackSettings | undefined, { secret }: Of): SlackSecrets {
  const isOurs = row?.keyId === sealKeyOf(secret, 'slack').id;
  return row && isOurs ? openSlack(secret, row) : { token: null, webhooks: {} };
}

/** @throws Problem `validation_failed` naming each destination that lacks something */
function requireComplete(
  wanted: Record<SlackDestination, SlackDestinationInput>,
  secrets: SlackSecrets,
  { config }: Of,
) {
  const lacks = slackDestinations.flatMap((name): FieldProblem[] => {
    const { way, channel } = wanted[name];
    const url = secrets.webhooks[name];
    if (way === 'channel' && channel === null)
      return [{ field: `${name}.channel`, code: 'required', message: 'Give the channel’s id or name.' }];
    if (way === 'channel' && secrets.token === null)
      return [
        {
          field: 'token',
          code: 'required',
          message: 'Give the app’s bot token, or use an incoming webhook.',
        },
      ];
    if (way === 'webhook' && !url)
      return [{ field: `${name}.webhookUrl`, code: 'required', message: 'Give the address of the webhook.' }];
    if (way === 'webhook' && !url?.startsWith('https://') && !config.webhooksToPrivate)
      return [{ field: `${name}.webhookUrl`, code: 'insecure', message: 'Use an address with https.' }];
    return [];
  });
  const once = new Map(lacks.map((each) => [each.field, each]));
  if (once.size > 0) throw fieldsRefused([...once.values()]);
}

/** What the audit log says: never a secret. */
const logged = ({
  destinations,
  tokenHint: token,
  kinds,
}: Pick<SlackSettings, 'destinations' | 'tokenHint' | 'kinds'>) => ({
  ...byName((name) => {
    const { way, channel, webhook } = destinations[name];
    return way === 'none' ? 'none' : `${way} ${channel ?? webhook ?? ''}`.trim();
  }),
  token,
  kinds,
});

/**
 * Changes where messages go. What waits at a destination is tried at once.
 * @throws Problem `validation_failed`; `version_conflict` when somebody changed it since it was read
 */
export async function changeSlack(
  trx: Trx,
  app: Of,
  { version, token, kinds, ...wanted }: z.output<typeof slackInput>,
  principal: Principal,
): Promise<void> {
  const row = await SlackSettings.query(trx).first().forUpdate();
  if ((row?.version ?? 0) !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed these settings since you opened them. Reload, then change them.',
    );
  const kept = keptSecrets(row, app);
  const secrets: SlackSecrets = { token: token ?? kept.token, webhooks: {} };
  for (const name of slackDestinations) {
    const url = wanted[name].webhookUrl ?? kept.webhooks[name];
    if (wanted[name].way === 'webhook' && url) secrets.webhooks[name] = url;
  }
  requireComplete(wanted, secrets, app);
  const destinations = byName((name): StoredDestination => {
    const { way, channel } = wanted[name];
    const url = secrets.webhooks[name];
    return { way, channel: way === 'channel' ? channel : null, webhook: url ? hintOf(url) : null };
  });
  const tokenHint = secrets.token && `xox…${secrets.token.slice(-4)}`;
  const after = { destinations, kinds, tokenHint, ...sealSlack(app.secret, secrets), version: version + 1 };
  if (row)
    await SlackSettings.query(trx)
      .findById('slack')
      .patch({ ...after, changedAt: raw('now()') });
  else await SlackSettings.query(trx).insert({ id: 'slack', ...after });
  const isUsed = (kind: SharedKind) => destinations[destinationOf(kind)].way !== 'none';
  await setSharedKinds(trx, slackChannel, kinds.filter(isUsed));
  // What Slack said of another channel, webhook or token says nothing of these.
  const changed = slackDestinations.filter(
    (name) =>
      token !== null ||
      wanted[name].webhookUrl !== null ||
      JSON.stringify(row?.destinations[name] ?? none) !== JSON.stringify(destinations[name]),
  );
  await beginAnew(trx, changed);
  await audit(trx, principal, [
    {
      what: 'marketplace.slack',
      subject: 'marketplace',
      before: row ? logged(row) : null,
      after: logged(after),
    },
  ]);
}
