/** Where messages to Slack go. */

/** What a destination is called, and what goes there. */
export interface SlackDestinationFacts {
  /** On screen. */
  name: string;
  /** What is sent there. */
  gets: string;
}

/** Each destination, in the order of the settings. */
export const slackDestinationFacts = {
  notices: {
    name: 'Notices',
    gets: 'What staff should know, one message for each consignor and event.',
  },
  alarms: {
    name: 'Alarms',
    gets: 'New cases, and at once those that owe a fan something for five minutes.',
  },
  reports: {
    name: 'Reports',
    gets: 'Reports that are sent by themselves, where “To Slack too” is on.',
  },
  test: { name: 'Test', gets: 'Only the tests that you send, to see how they look.' },
} as const satisfies Record<string, SlackDestinationFacts>;

/** The name of a destination. */
export type SlackDestination = keyof typeof slackDestinationFacts;
/** The names of all destinations. */
export const slackDestinations = Object.keys(slackDestinationFacts) as [
  SlackDestination,
  ...SlackDestination[],
];

/** How a destination is reached. */
export const slackWays = {
  none: 'Nothing is sent',
  webhook: 'Incoming webhook',
  channel: 'Channel, by the app’s token',
} as const;
/** How a destination is reached. */
export type SlackWay = keyof typeof slackWays;
