/** What the site's content is made of, by name. Free of zod, which the storefront doesn't load. */

/** The sections of the landing page below its head, in the order in which they stand unless staff say otherwise. */
export const sectionIds = [
  'events',
  'teams',
  'how',
  'guarantee',
  'selling',
  'plans',
  'reviews',
  'questions',
  'contact',
] as const;
/** A section of the landing page. */
export type SectionId = (typeof sectionIds)[number];

/** The name of each section, as staff read it. */
export const sectionNames: Record<SectionId, string> = {
  events: 'Events by league',
  teams: 'Teams',
  how: 'How buying works',
  guarantee: 'Guarantee',
  selling: 'Selling',
  plans: 'Plans',
  reviews: 'Reviews',
  questions: 'Questions and answers',
  contact: 'Contact',
};

/** Pages of text, by their address. */
export const textPages = ['help', 'terms', 'privacy', 'imprint'] as const;
/** A page of text. */
export type TextPageName = (typeof textPages)[number];

/** How each page of text is called beside its title, as staff read it. */
export const textPageNames: Record<TextPageName, string> = {
  help: 'Help',
  terms: 'Terms',
  privacy: 'Privacy',
  imprint: 'Imprint',
};

/**
 * What a text may say in braces, such as `{payoutDays}`: the software puts the value in that it works by, so that what is
 * promised can't differ from what is done.
 */
export const factNames = [
  'marketplace',
  'email',
  'holdMinutes',
  'payoutDays',
  'commission',
  'serviceFee',
  'moveChoiceDays',
  'waitingOfferMinutes',
  'originDays',
] as const;
/** The name of a value. */
export type FactName = (typeof factNames)[number];
/** The values as text, without their unit where the name has it. */
export type Facts = Record<FactName, string>;

/** What each value is, as staff read it. */
export const factMeanings: Record<FactName, string> = {
  marketplace: 'the marketplace’s name, of the settings',
  email: 'the address that fans write to, of the settings',
  holdMinutes: 'minutes that a hold lasts unless the event says otherwise',
  payoutDays: 'days from the event to the payout, for a consignor with whom nothing else is agreed',
  commission: 'what the marketplace keeps by its default percentages',
  serviceFee: 'what fans pay on top by its default percentages, which the shown price contains',
  moveChoiceDays: 'days that fans have to choose after an event moved',
  waitingOfferMinutes: 'minutes for which an offer of a waiting list is held',
  originDays: 'days for which the network address of a purchase is kept',
};

/** `{name}` in a text; `{#name}` is the address of a heading. */
const inBraces = /\{(\w+)\}/g;

const isFact = (name: string): name is FactName => factNames.some((each) => each === name);

/** The names in braces that mean nothing. */
export const unknownFacts = (text: string): string[] =>
  [...text.matchAll(inBraces)].flatMap(([, name = '']) => (isFact(name) ? [] : [name]));

/** The text with the values in the place of their names; what isn't one stays as it is. */
export const withFacts = (text: string, facts: Facts): string =>
  text.replaceAll(inBraces, (whole, name: string) => (isFact(name) ? facts[name] : whole));
