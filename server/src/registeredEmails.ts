/** The one page where emails are named that the marketplace sends: the back office lists and edits them in this order. */
import { caseEmails } from './cases/index.ts';
import { foot, type RegisteredEmail, registered } from './emailTemplates/index.ts';
import { fanAlertEmails } from './fanAlerts/index.ts';
import { handoverEmails } from './handovers/index.ts';
import { noticeEmails } from './noticeCenter/index.ts';
import { notificationEmails } from './notifications/index.ts';
import { scheduledReportEmails } from './scheduledReports/index.ts';
import { waitingListEmails } from './waitingLists/index.ts';

export const registeredEmails: readonly RegisteredEmail[] = [
  ...notificationEmails,
  ...waitingListEmails,
  ...fanAlertEmails,
  ...handoverEmails,
  ...caseEmails,
  ...noticeEmails,
  ...scheduledReportEmails,
  registered(foot),
];
