import { type RegisteredEmail, registered } from '../emailTemplates/index.ts';
import { latestAlarm } from './alarmEmail.ts';
import { caseAlarm, messageAnswer, messageReceived } from './emails.ts';

/** The emails of this room, as the back office lists them. */
export const caseEmails: readonly RegisteredEmail[] = [
  registered(messageReceived),
  registered(messageAnswer),
  registered(caseAlarm, latestAlarm),
];
