/** What staff should know, in Slack: one message for each consignor and event, with links into the back office. */
import type { SlackDestination } from '@holdfast/shared/slack';
import {
  destinationOf,
  postSlack,
  slackChannel,
  slackLink,
  slackMessage,
  slackText,
} from '../../slack/index.ts';
import type { SharedChannel } from './channel.ts';

export const slack: SharedChannel = {
  name: slackChannel,
  async share(trx, { publicUrl }, { lines, cause }) {
    const byDestination = Map.groupBy(lines, ({ kind }): SlackDestination => destinationOf(kind));
    for (const [destination, told] of byDestination) {
      const [first] = told;
      const heading = [first?.consignor, first?.event].filter(Boolean).join(': ') || (first?.title ?? '');
      const message = slackMessage(
        heading,
        told.map(({ title, detail, page }) => {
          const linked = page ? slackLink(`${publicUrl}/admin/#${page}`, title) : slackText(title);
          return detail ? `${linked}: ${slackText(detail)}` : linked;
        }),
      );
      await postSlack(trx, destination, `notices/${cause}/${destination}`, message);
    }
  },
};
