/**
 * Whose payments of a calendar year are reported on Form 1099-K, and why. The marketplace is a third party settlement organization:
 * fans pay consignors through it.
 *
 * Federal: gross payments of more than $20,000 and more than 200 transactions, 26 U.S.C. 6050W(e) as restored by the One, Big,
 * Beautiful Bill Act, P.L. 119-21, section 70432, for calendar years after 2024 (IRS FAQ of October 23, 2025, IR-2025-107).
 *
 * States with lower thresholds, read on November 30, 2026:
 * - Massachusetts: 830 CMR 62C.8.1, $600 or more, whatever the number of transactions (mass.gov);
 * - Illinois: 35 ILCS 5/703A, more than $1,000 and more than three transactions (ilga.gov);
 * - New Jersey: N.J.A.C. 18:35-8.1(b), $1,000 or more (Justia);
 * - Virginia: $600 or more, law effective July 1, 2020 (Sovos' report of it);
 * - District of Columbia, Maryland, Montana, Vermont: $600 or more, in two or more lists of payment companies for 2025; the states'
 *   own papers weren't found.
 * Not confirmed, so that they decide nothing and are named to finance: Arkansas $2,500 (two lists, no paper of the state), Missouri
 * $1,200 (two lists, missing in two others), Mississippi and North Carolina $600 (one list each), Rhode Island $100 (a general rule
 * for Form 1099, R.I. Gen. Laws 44-30-92, of which it isn't known whether it holds for Form 1099-K).
 */
import { isUsState, usStates } from '../taxpayers/index.ts';

/** From when on payments are reported. Amounts are US cents. */
export interface Threshold {
  amount: number;
  /** `more`: only above the amount; `from`: that amount too. */
  amountIs: 'more' | 'from';
  /** The least number of transactions. */
  transactions: number;
}

/** Federal: more than $20,000 and more than 200 transactions. */
export const federalThreshold: Threshold = { amount: 2_000_000, amountIs: 'more', transactions: 201 };

const from = (dollars: number): Threshold => ({ amount: dollars * 100, amountIs: 'from', transactions: 1 });

/** States that ask for more than the federal law, by their two letters. */
export const stateThresholds: Readonly<Record<string, Threshold>> = {
  DC: from(600),
  IL: { amount: 100_000, amountIs: 'more', transactions: 4 },
  MA: from(600),
  MD: from(600),
  MT: from(600),
  NJ: from(1_000),
  VA: from(600),
  VT: from(600),
};
/** States of which lists say so, and nothing confirms it. */
export const unconfirmedThresholds: Readonly<Record<string, Threshold>> = {
  AR: from(2_500),
  MO: from(1_200),
  MS: from(600),
  NC: from(600),
  RI: from(100),
};

/** What was paid to one payee in a calendar year. */
export interface YearPaid {
  /** US cents, not reduced by fees or refunds. */
  gross: number;
  transactions: number;
}
/** What of a payee decides. */
export interface Payee {
  kind: 'w9' | 'foreign' | 'w8' | null;
  exemptCode: string | null;
  /** Two letters of a US state; null: none is known. */
  region: string | null;
  /** A Form W-8 that is valid. */
  isForeign: boolean;
  /** US cents of tax that was withheld. */
  withheld: number;
}

/** Why payments are reported, or aren't. */
export interface Verdict {
  isReportable: boolean;
  /** The federal law asks for it. */
  federal: boolean;
  /** The state that asks for it. */
  state: string | null;
  /** Tax was withheld: it is reported whatever the amount. */
  withheld: boolean;
  /** Why nothing is reported although the amounts would be. */
  exempt: 'exemptPayee' | 'foreign' | null;
  /** A state of which it isn't certain whether it asks for it. */
  unsure: string | null;
  /** How near the payee is to the first threshold, in basis points; 10,000 and more: reached. */
  nearBps: number;
}

const reaches = ({ gross, transactions }: YearPaid, threshold: Threshold): boolean =>
  transactions >= threshold.transactions &&
  (threshold.amountIs === 'more' ? gross > threshold.amount : gross >= threshold.amount);

/** Both must be reached, so the one that is farther away counts; just below 10,000 until both are. */
function nearTo(paid: YearPaid, threshold: Threshold): number {
  const near = Math.min(
    Math.floor((paid.gross * 10_000) / threshold.amount),
    Math.floor((paid.transactions * 10_000) / threshold.transactions),
  );
  return reaches(paid, threshold) ? Math.max(near, 10_000) : Math.min(near, 9_999);
}

/** From this nearness on finance is told that somebody is close, basis points. */
export const closeBps = 7_500;

/**
 * Decides. A payee whose state isn't known is judged by the federal law. Exempt payees of codes 1 to 4 (Form W-9, line 4) and
 * foreign persons with a valid Form W-8 (Treas. Reg. 1.6050W-1(a)(5)(ii)) aren't reported. Whatever tax was withheld is reported
 * (Treas. Reg. 31.3406(d)-1 and instructions of Form 1099-K, box 4).
 */
export function judgeYear(paid: YearPaid, payee: Payee): Verdict {
  const region = payee.region !== null && isUsState(payee.region) ? payee.region : null;
  const own = region === null ? undefined : stateThresholds[region];
  const doubtful = region === null ? undefined : unconfirmedThresholds[region];
  const federal = reaches(paid, federalThreshold);
  const state = own && reaches(paid, own) ? region : null;
  const exempt = payee.isForeign
    ? 'foreign'
    : payee.kind === 'w9' && payee.exemptCode !== null && Number(payee.exemptCode) <= 4
      ? 'exemptPayee'
      : null;
  const asked = federal || state !== null;
  const withheld = payee.withheld > 0;
  return {
    isReportable: withheld || (asked && exempt === null),
    federal,
    state,
    withheld,
    exempt: asked && !withheld ? exempt : null,
    unsure: !asked && doubtful && reaches(paid, doubtful) ? region : null,
    nearBps: Math.max(nearTo(paid, federalThreshold), own ? nearTo(paid, own) : 0),
  };
}

/** The name of a state by its two letters. */
export const stateName = (letters: string): string => (isUsState(letters) ? usStates[letters] : letters);
