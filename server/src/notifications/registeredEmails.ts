import type { RegisteredEmail } from '../emailTemplates/index.ts';
import { accountEmails } from './accountEmails.ts';
import { accountNoticeEmails } from './accountNotices.ts';
import { bankDataEmails } from './bankDataEmails.ts';
import { confirmationEmails } from './confirmationEmails.ts';
import { consignorEmails } from './consignorEmail.ts';
import { deliveryEmails } from './deliveryEmails.ts';
import { eventChangeEmails } from './eventChangeEmail.ts';
import { itemEmails } from './itemEmails.ts';
import { orderEmails } from './orderEmail.ts';
import { orderNotices } from './orderNotices.ts';
import { paidByEmails } from './paidByEmails.ts';
import { payoutEmails } from './payoutEmails.ts';
import { refundEmails } from './refundEmails.ts';
import { statementEmails } from './statementEmails.ts';
import { taxDataEmails } from './taxDataEmails.ts';

/** The emails of this room, as the back office lists them. */
export const notificationEmails: readonly RegisteredEmail[] = [
  ...orderEmails,
  ...itemEmails,
  ...eventChangeEmails,
  ...orderNotices,
  ...refundEmails,
  ...consignorEmails,
  ...payoutEmails,
  ...statementEmails,
  ...paidByEmails,
  ...bankDataEmails,
  ...taxDataEmails,
  ...accountEmails,
  ...confirmationEmails,
  ...accountNoticeEmails,
  ...deliveryEmails,
];
