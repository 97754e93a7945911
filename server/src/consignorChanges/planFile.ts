/** The dry run of a file of consignors: what each of its rows means. Nothing is written. */
import {
  type ConsignorFilePlan,
  type ConsignorFileRow,
  consignorCorrection,
  fieldsOfRow,
  newConsignor,
  type PlannedConsignor,
  planName,
} from '@holdfast/shared/consignors';
import type { z } from 'zod';
import {
  changedFields,
  consignorFacts,
  type KnownConsignor,
  planNames,
  whyNoPlanNow,
} from '../consignors/index.ts';
import type { Trx } from '../platform/db/index.ts';

/** What is done with a row when the file is applied. */
export interface PlannedRow extends PlannedConsignor {
  /** What is known afterwards; null for a row that is refused. */
  facts: z.output<typeof rowOfKnown> | null;
  /** Its plan is another one from now on. */
  changesPlan: boolean;
}

type Known = KnownConsignor & { isMarketplace: boolean };
/** A row of a consignor that is known: its facts, and the plan from now on. */
const rowOfKnown = consignorCorrection.extend({ plan: planName });

/** The words of each field, for people. */
const fieldWords: Partial<Record<string, string>> = {
  legalName: 'legal name',
  otherEmails: 'other emails',
  postalCode: 'postal code',
  timeZone: 'time zone',
  payoutDays: 'payout days',
};

/** @param makePlans names of plans that are new on purpose */
export async function planConsignorFile(
  trx: Trx,
  rows: readonly ConsignorFileRow[],
  makePlans: readonly string[],
): Promise<{ rows: PlannedRow[]; unknownPlans: string[] }> {
  const emails = rows.map(({ email = '' }) => email.trim().toLowerCase());
  const known = await consignorFacts(trx, {
    ids: rows.flatMap(({ id }) => (id ? [id] : [])),
    emails: emails.filter(Boolean),
  });
  const plans = new Set([...(await planNames(trx)), ...makePlans]);
  const unknownPlans = new Set<string>();
  const seen = new Set<string>();
  const planned: PlannedRow[] = [];
  for (const [at, row] of rows.entries()) planned.push(await plannedOf(row, at));
  return { rows: planned, unknownPlans: [...unknownPlans] };

  async function plannedOf(row: ConsignorFileRow, at: number): Promise<PlannedRow> {
    const found = knownOf(row, emails[at] ?? '', known);
    const outcome = typeof found === 'string' ? refuse(null, found) : planRow(row, found);
    const key = outcome.consignorId ?? outcome.facts?.email ?? '';
    if (outcome.facts && seen.has(key))
      return refuse(outcome.consignorId, 'This consignor stands twice in the file.');
    if (outcome.facts) seen.add(key);
    const plan = outcome.facts?.plan;
    if (plan !== undefined && !plans.has(plan)) {
      unknownPlans.add(plan);
      return refuse(outcome.consignorId, `There is no plan ${plan}. Correct the name, or add the plan.`);
    }
    if (!outcome.changesPlan || outcome.consignorId === null) return outcome;
    const standsInTheWay = await whyNoPlanNow(trx, outcome.consignorId);
    return standsInTheWay === null ? outcome : refuse(outcome.consignorId, standsInTheWay);
  }
}

const refuse = (consignorId: string | null, message: string): PlannedRow => ({
  outcome: 'refused',
  message,
  consignorId,
  facts: null,
  changesPlan: false,
});

/** By id, else by the email address; in words why there is none that it could mean. */
function knownOf({ id }: ConsignorFileRow, email: string, known: readonly Known[]): Known | null | string {
  if (id) {
    const found = known.find((each) => each.id === id);
    return found ?? 'There is no consignor of this id. Correct it, or leave it empty.';
  }
  return (
    known.find((each) => each.email.toLowerCase() === email) ??
    known.find(({ otherEmails }) => otherEmails.includes(email)) ??
    null
  );
}

function planRow(row: ConsignorFileRow, known: Known | null): PlannedRow {
  const id = known?.id ?? null;
  if (known?.isMarketplace) return refuse(id, 'This is the marketplace itself. Correct it on its page.');
  const given = { ...known, ...fieldsOfRow(row) };
  const read = (known ? rowOfKnown : newConsignor).safeParse(given);
  if (!read.success)
    return refuse(
      id,
      read.error.issues.map(({ path, message }) => `${wordsOf(String(path[0]))}: ${message}`).join(' '),
    );
  const facts = { ...read.data, email: read.data.email.toLowerCase() };
  if (!known)
    return {
      outcome: 'created',
      message: `Plan ${facts.plan}.`,
      consignorId: null,
      facts,
      changesPlan: false,
    };
  const changesPlan = facts.plan !== known.plan;
  const changed = changedFields(known, facts).map(lowerWords);
  const parts = [
    changed.length > 0 ? `Changes ${changed.join(', ')}.` : '',
    changesPlan ? `Plan ${facts.plan} from now on instead of ${known.plan}.` : '',
  ].filter(Boolean);
  return {
    outcome: parts.length === 0 ? 'unchanged' : 'changed',
    message: parts.join(' ') || 'As it is.',
    consignorId: id,
    facts,
    changesPlan,
  };
}

const lowerWords = (field: string) => fieldWords[field] ?? field;
const wordsOf = (field: string) => {
  const words = lowerWords(field);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A plan as the API shows it. */
export function presentFilePlan({
  rows,
  unknownPlans,
}: {
  rows: readonly PlannedRow[];
  unknownPlans: string[];
}): ConsignorFilePlan {
  const count = (outcome: PlannedConsignor['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length;
  return {
    rows: rows.map(({ outcome, message, consignorId }) => ({ outcome, message, consignorId })),
    counts: {
      created: count('created'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: count('refused'),
    },
    unknownPlans,
  };
}
