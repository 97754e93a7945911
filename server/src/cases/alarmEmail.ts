/** An alarm: Slack and support's email tell that a fan is owed something for five minutes. */
import { caseKindFacts } from '@holdfast/shared/cases';
import type { FindLatest, Letter } from '../emailTemplates/index.ts';
import { postEmail } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query, queryPrepared } from '../platform/db/index.ts';
import { postSlack, slackLink, slackMessage, slackText } from '../slack/index.ts';
import { type NamedCase, namedColumns, namedFrom } from './caseRows.ts';
import { caseAlarm } from './emails.ts';

/** Slack's alarms, and where the kind emails alarms each account with the support role, are told once per case. One whose cause is gone meanwhile tells nobody. */
export async function mailAlarm({ db, publicUrl }: AppContext, caseId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const [row] = await queryPrepared<NamedCase>(
      trx,
      `SELECT ${namedColumns} ${namedFrom} WHERE k.id = $1 AND k.is_present`,
      [caseId],
    );
    if (!row) return;
    const { name, remedy, mailsAlarm } = caseKindFacts[row.kind];
    const people = await query<{ email: string }>(
      trx,
      `SELECT email FROM accounts_people_named WHERE 'support' = ANY (roles) AND deactivated_at IS NULL ORDER BY email`,
    );
    const caseUrl = `${publicUrl}/admin/#/cases/${caseId}/show`;
    const about = [row.text, row.code && `order ${row.code}, ${row.event_name}`].filter(Boolean).join('; ');
    await postSlack(
      trx,
      'alarms',
      `caseAlarm/${caseId}`,
      slackMessage(
        `${name} for more than five minutes`,
        [`${slackLink(caseUrl, 'Open the case')}: ${slackText(about)}`],
        slackText(remedy),
      ),
    );
    if (!mailsAlarm) return;
    for (const { email } of people)
      await postEmail(trx, `caseAlarm/${caseId}/${email}`, null, alarmLetter(email, row, publicUrl));
  });
}

const alarmLetter = (email: string, row: NamedCase, publicUrl: string): Letter =>
  caseAlarm.letter(email, {
    kind: caseKindFacts[row.kind].name,
    what: row.text,
    order: row.code,
    event: row.event_name,
    remedy: caseKindFacts[row.kind].remedy,
    casePage: `${publicUrl}/admin/#/cases/${row.id}/show`,
  });

/** The newest case, as if it were an alarm. */
export const latestAlarm: FindLatest = async (trx, { publicUrl }) => {
  const [row] = await queryPrepared<NamedCase>(
    trx,
    `SELECT ${namedColumns} ${namedFrom} WHERE k.is_present ORDER BY k.id DESC LIMIT 1`,
  );
  return row ? alarmLetter('', row, publicUrl) : null;
};
