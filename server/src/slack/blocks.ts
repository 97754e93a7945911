/**
 * Messages in Slack's blocks, within its limits. Source: https://docs.slack.dev/reference/block-kit/blocks (50 blocks a message, 3,000
 * characters a text) and https://docs.slack.dev/messaging/formatting-message-text (escapes, links).
 */

/** A text of Slack's markup, `mrkdwn`. */
type SectionBlock = { type: 'section'; text: { type: 'mrkdwn'; text: string } };
/** A block of a message. */
export type SlackBlock =
  | SectionBlock
  | { type: 'header'; text: { type: 'plain_text'; text: string } }
  | { type: 'context'; elements: Array<{ type: 'mrkdwn'; text: string }> };

/** What a message says. */
export interface SlackMessage {
  /** In notifications, and where blocks aren't shown. */
  text: string;
  blocks: SlackBlock[];
}

/** Limits of Slack: blocks of a message, characters of a text, of a header, and of a notification. */
export const slackLimits = { blocks: 50, text: 3_000, header: 150, notification: 4_000 } as const;
/** Characters of one fact in a line: a reason that somebody wrote may be long. */
const mostOfFact = 300;

/** Cuts a text that is too long. @param most characters */
const clipped = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Plain text as Slack's markup: nothing in it is a link, a mention or a command. @param most characters of the text */
export const slackText = (text: string, most: number = mostOfFact): string =>
  clipped(text, most).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A link. */
export const slackLink = (url: string, text: string): string =>
  // A line break or a bar would end the link's text.
  `<${encodeURI(url).replaceAll('>', '%3E').replaceAll('|', '%7C')}|${slackText(text.replaceAll(/[\n|]/g, ' '))}>`;

/**
 * A message of a heading and lines. Lines that have no place are counted.
 * @param heading plain text
 * @param lines of Slack's markup, each shorter than a text may be
 * @param foot of Slack's markup, small
 */
export function slackMessage(heading: string, lines: readonly string[], foot?: string): SlackMessage {
  const footBlocks: SlackBlock[] = foot
    ? [{ type: 'context', elements: [{ type: 'mrkdwn', text: foot }] }]
    : [];
  // The heading, the count of what has no place, and the foot.
  const mostSections = slackLimits.blocks - 2 - footBlocks.length;
  const texts: string[] = [];
  let told = 0;
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= slackLimits.text)
      texts[texts.length - 1] = `${last}\n${line}`;
    else if (texts.length < mostSections) texts.push(line.slice(0, slackLimits.text));
    else break;
    told++;
  }
  const more = lines.length - told;
  if (more > 0) texts.push(`And ${more.toLocaleString('en-US')} more.`);
  const section = (text: string): SectionBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });
  return {
    text: clipped(heading, slackLimits.notification),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: clipped(heading, slackLimits.header) } },
      ...texts.map(section),
      ...footBlocks,
    ],
  };
}
