/** What Stripe asks of somebody who is to be paid, in words. Source: docs.stripe.com/connect/required-verification-information */

/** By the end of Stripe's name of a requirement; the longest that fits wins. */
const words: ReadonlyArray<readonly [RegExp, string]> = [
  [/external_account$/, 'a bank account'],
  [/verification\.(additional_)?document$/, 'an identity document'],
  [/proof_of_liveness$/, 'a picture of the person'],
  [/documents?\./, 'papers of the business'],
  [/\.dob(\.|$)/, 'the date of birth'],
  [/(first_name|last_name|\.name|full_name)(_\w+)?$/, 'the name'],
  [/ssn_last_4$/, 'the last four digits of the Social Security number'],
  [/(id_number|tax_id)(_\w+)?$/, 'the tax number'],
  [/\.address(_\w+)?(\.|$)/, 'the address'],
  [/\.phone$/, 'a phone number'],
  [/\.email$/, 'an email address'],
  [/^tos_acceptance/, 'the agreement to Stripe’s terms'],
  [/business_profile\.(url|product_description)$/, 'what is sold, or a website'],
  [/business_profile\.mcc$/, 'the kind of business'],
  [/^business_type$/, 'whether it is a person or a company'],
  [/^(owners|directors|executives)|(owners|directors|executives)_provided$/, 'who owns or leads the company'],
];

/**
 * Requirements in words, each once, in their order. One that Stripe added since is told by its own name.
 * @param requirements Stripe's names, such as `individual.verification.document`
 */
export function requirementWords(requirements: readonly string[]): string[] {
  return [
    ...new Set(
      requirements.map(
        (name) =>
          words.find(([pattern]) => pattern.test(name))?.[1] ??
          `“${name.replace(/^.*\./, '').replaceAll('_', ' ')}”`,
      ),
    ),
  ];
}

/** Why Stripe keeps an account from being paid, in words that end a sentence beginning with “Stripe”. */
const reasons: ReadonlyArray<readonly [RegExp, string]> = [
  [/^rejected\./, 'closed the account'],
  [/pending_verification$/, 'is checking what was given'],
  [/^under_review$/, 'is looking at the account'],
  [/^platform_paused$/, 'was told by us to pause the account'],
  [/^listed$/, 'compares the account with lists of the authorities'],
];

/** @param reason Stripe's `disabled_reason`; null: it says none */
export const disabledWords = (reason: string | null): string | null =>
  reason === null ? null : (reasons.find(([pattern]) => pattern.test(reason))?.[1] ?? null);
