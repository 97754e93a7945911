/** Taxpayer identification numbers of the United States: what can't be one, and what to do about it. Whose it is, only the IRS knows. */

/** SSN: of a person, by the Social Security Administration. ITIN: of a person who can't have one. EIN: of a business. */
export const tinKinds = ['ssn', 'ein', 'itin'] as const;
/** One kind. */
export type TinKind = (typeof tinKinds)[number];
/** What each kind is called. */
export const tinKindNames: Record<TinKind, string> = {
  ssn: 'Social security number (SSN)',
  ein: 'Employer identification number (EIN)',
  itin: 'Individual taxpayer identification number (ITIN)',
};

/**
 * The first two digits that the IRS has given to EINs. Source: IRS, "How EINs are assigned and valid EIN prefixes". Never given:
 * 00, 07 to 09, 17 to 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97.
 */
const einPrefixes: ReadonlySet<number> = new Set(
  (
    [
      [1, 6],
      [10, 16],
      [20, 27],
      [30, 48],
      [50, 68],
      [71, 77],
      [80, 88],
      [90, 95],
      [98, 99],
    ] as const
  ).flatMap(([from, until]) => Array.from({ length: until - from + 1 }, (_, at) => from + at)),
);
/** The fourth and fifth digits of ITINs. Source: IRS, Publication 1915 and "General ITIN information". */
const itinGroups = [
  [50, 65],
  [70, 88],
  [90, 92],
  [94, 99],
] as const;
/** SSNs that were printed in advertisements, and so belong to nobody. Source: SSA, "Meaning of the Social Security Number". */
const advertised: ReadonlySet<string> = new Set(['078051120', '219099999']);

const compare = 'Compare it with your card or the letter that gave it to you.';

/**
 * What is wrong with a number, with the remedy; null where it can be one.
 * @param digits nine digits, without dashes
 */
export function tinProblem(kind: TinKind, digits: string): string | null {
  if (!/^\d{9}$/.test(digits)) return `It has nine digits. ${compare}`;
  if (/^(\d)\1{8}$/.test(digits)) return `Nine equal digits aren’t anybody’s number. ${compare}`;
  if (kind === 'ein')
    return einPrefixes.has(Number(digits.slice(0, 2)))
      ? null
      : `No EIN begins with ${digits.slice(0, 2)}. ${compare} Is it a social security number?`;
  return kind === 'itin' ? itinProblem(digits) : ssnProblem(digits);
}

/** Source: SSA, "Social Security Number Randomization": no area 000, 666 or from 900 on, no group 00, no serial number 0000. */
function ssnProblem(digits: string): string | null {
  const [area, group, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)];
  if (area.startsWith('9'))
    return 'No SSN begins with a 9. If it is an ITIN, choose “Individual taxpayer identification number”.';
  if (area === '000' || area === '666') return `No SSN begins with ${area}. ${compare}`;
  if (group === '00') return `The two digits in the middle of an SSN are never 00. ${compare}`;
  if (serial === '0000') return `The last four digits of an SSN are never 0000. ${compare}`;
  return advertised.has(digits) ? `This SSN was in advertisements and is nobody’s. ${compare}` : null;
}

function itinProblem(digits: string): string | null {
  if (!digits.startsWith('9'))
    return 'An ITIN begins with a 9. If it is an SSN, choose “Social security number”.';
  const group = Number(digits.slice(3, 5));
  if (group === 93)
    return 'This is a number of a pending adoption (ATIN). Give the SSN or ITIN that the tax return has.';
  return itinGroups.some(([from, until]) => group >= from && group <= until)
    ? null
    : `The fourth and fifth digits of an ITIN are never ${digits.slice(3, 5)}. ${compare}`;
}

/** A number as paper copies for others show it: `***-**-1234`, or `**-***1234` of an EIN. Source: Treas. Reg. 301.6109-4. */
export const maskedTin = (kind: TinKind, lastFour: string): string =>
  kind === 'ein' ? `**-***${lastFour}` : `***-**-${lastFour}`;

/** A whole number as its owner writes it. */
export const writtenTin = (kind: TinKind, digits: string): string =>
  kind === 'ein'
    ? `${digits.slice(0, 2)}-${digits.slice(2)}`
    : `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
