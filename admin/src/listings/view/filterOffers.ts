/** What the filter menu offers for what is typed. Pure. */
import { type Choice, type FilterKind, filterKinds } from './filterKinds.ts';

export interface Offer {
  id: string;
  name: string;
  aside?: string;
  kind?: FilterKind;
  set?: Record<string, string>;
}
/** What the choices of some filters are made of. */
export interface Known {
  colleagues: readonly { id: string; name: string }[];
  leagues: readonly { id: string; name: string }[];
}

function choicesOf(kind: FilterKind, { colleagues, leagues }: Known): readonly Choice[] {
  if (kind.by === 'choice') return kind.choices;
  if (kind.by === 'league')
    return [
      ...leagues.map(({ id, name }) => ({ name: id === name ? id : `${id}, ${name}`, set: { league: id } })),
      { name: 'own events', set: { league: 'own' } },
    ];
  if (kind.by !== 'owner') return [];
  return [
    { name: 'me', set: { owner: 'me' } },
    { name: 'nobody', set: { owner: 'none' } },
    ...colleagues.map(({ id, name }) => ({ name, set: { owner: id } })),
  ];
}

/** The choices of one filter. */
export const offersOf = (kind: FilterKind, known: Known, typed: string): Offer[] =>
  choicesOf(kind, known)
    .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
    .map(({ name, set }) => ({ id: name, name, set }));

/** Filters by name; once something is typed, their choices too, and the words themselves. */
export function offersFor(typed: string, known: Known): Offer[] {
  const wanted = typed.toLowerCase();
  const kinds: Offer[] = filterKinds
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map((kind) => ({ id: kind.id, name: kind.name, kind }));
  if (typed === '') return kinds;
  const choices: Offer[] = filterKinds.flatMap((kind) =>
    choicesOf(kind, known)
      .filter(({ name }) => name.toLowerCase().startsWith(wanted))
      .map(({ name, set }) => ({ id: `${kind.id} ${name}`, name, aside: kind.name, set })),
  );
  return [...kinds, ...choices, { id: 'q', name: `“${typed}”`, aside: 'Words', set: { q: typed } }];
}
