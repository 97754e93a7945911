import { sayMessage } from '../ui/machine/route.ts';

/** Verbs that say less than they do. */
const verbs: Record<string, string> = {
  limits: 'set limits of',
  inHand: 'set day in hand of',
  keepOnSale: 'keep on sale',
  undoPrice: 'undo price of',
  askDelist: 'ask to delist',
  takeBackDelist: 'no longer delist',
  importUndo: 'undo import of',
};

/** `listing.approve` reads "approve listing". */
export function deedWords(what: string): string {
  const [noun = '', verb] = what.split('.');
  const said = sayMessage(noun).toLowerCase();
  return verb ? `${verbs[verb] ?? sayMessage(verb)} ${said}` : said;
}

/** Where the page of a subject is, by its id; null for what has none. */
export function pageOf(subject: string): string | null {
  const [prefix] = subject.split('_');
  const pages: Record<string, string> = {
    lst: `/listings/${subject}/show`,
    con: `/consignors/${subject}/show`,
    imp: `/imports/${subject}/show`,
    rsv: `/reservations/${subject}/show`,
  };
  return pages[prefix ?? ''] ?? null;
}
