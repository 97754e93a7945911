/** What fans write about. */

/** What a message is about. */
export const messageTopics = ['order', 'tickets', 'refund', 'account', 'selling', 'other'] as const;
/** What a message is about. */
export type MessageTopic = (typeof messageTopics)[number];
/** Topics as people read them. */
export const topicNames: Record<MessageTopic, string> = {
  order: 'My order',
  tickets: 'Getting my tickets',
  refund: 'A refund',
  account: 'My account',
  selling: 'Selling tickets',
  other: 'Something else',
};
