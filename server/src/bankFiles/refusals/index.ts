/** Everything that a bank would refuse, before a file leaves. README.md lists the rules, and a test breaks each. */
import type { BankRefusal } from '@holdfast/shared/bankFiles';
import type { BankFileDraft, BankPayment } from '../payment.ts';
import { answerRules } from './answerRules.ts';
import { fileRules } from './fileRules.ts';
import { originRules } from './originRules.ts';
import { paymentRules } from './paymentRules.ts';
import { refusalsOf } from './rule.ts';
import { sepaRules } from './sepaRules.ts';
import { usRules } from './usRules.ts';

const allPaymentRules = [...paymentRules, ...sepaRules, ...usRules, ...answerRules];
const allFileRules = [...fileRules, ...originRules];

/** The rules by their ids, for the table and its test. */
export const ruleIds: readonly string[] = [...allFileRules, ...allPaymentRules].map(({ id }) => id);

/** What a bank refuses of one payout. */
export const paymentRefusals = (payment: BankPayment, file: BankFileDraft): BankRefusal[] =>
  refusalsOf(allPaymentRules, payment, file);

/** What a bank refuses of a file as a whole; its payments are those that no rule refuses. */
export const fileRefusals = (file: BankFileDraft): BankRefusal[] => refusalsOf(allFileRules, file, null);
