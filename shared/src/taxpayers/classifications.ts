/** What Form W-9 (Rev. March 2024) calls payees, and what they certify. */

/** Federal tax classification, line 3a of Form W-9; a limited liability company with how it is taxed. */
export const classifications = [
  'individual',
  'cCorporation',
  'sCorporation',
  'partnership',
  'trust',
  'llcC',
  'llcS',
  'llcP',
  'other',
] as const;
/** One classification. */
export type Classification = (typeof classifications)[number];
/** What each is called on Form W-9. */
export const classificationNames: Record<Classification, string> = {
  individual: 'Individual or sole proprietor',
  cCorporation: 'C corporation',
  sCorporation: 'S corporation',
  partnership: 'Partnership',
  trust: 'Trust or estate',
  llcC: 'LLC, taxed as a C corporation',
  llcS: 'LLC, taxed as an S corporation',
  llcP: 'LLC, taxed as a partnership',
  other: 'Other',
};
/** Who has a number of a person: everybody else files under an EIN. Source: Form W-9, "What Name and Number To Give the Requester". */
export const withPersonsNumber: ReadonlySet<Classification> = new Set(['individual', 'trust', 'other']);

/** Exempt payee codes, line 4 of Form W-9. Codes 1 to 4 are exempt from Form 1099-K and from backup withholding of these payments. */
export const exemptCodes = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'] as const;

/** What a consignor certifies with a W-9, in the words that its instructions ask of electronic forms. */
export const certification: readonly string[] = [
  'The number shown on this form is my correct taxpayer identification number.',
  'I am not subject to backup withholding because I am exempt from it, or the IRS has not notified me that I am subject to it as a result of a failure to report all interest or dividends, or the IRS has notified me that I am no longer subject to it.',
  'I am a U.S. citizen or other U.S. person.',
];
