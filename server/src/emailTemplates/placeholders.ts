/** What an email's text may name: typed, each with an example. A template reads nothing else. */

/**
 * A word or a sentence; empty where there is none, so that a part of the text can hang on it. A required placeholder must be in
 * every text: without it the email is useless.
 */
export interface TextPlaceholder {
  type: 'text';
  about: string;
  example: string;
  isRequired: boolean;
}

/** A web address. */
export interface LinkPlaceholder {
  type: 'link';
  about: string;
  example: string;
  isRequired: boolean;
}

/** Yes or no: a part of the text hangs on it. */
export interface FlagPlaceholder {
  type: 'flag';
  about: string;
  example: boolean;
}

/** A ticket's code, its picture in HTML. It is required. */
export interface CodePlaceholder {
  type: 'code';
  about: string;
  example: string;
  isRequired: true;
}

/** What each row of a list may name. */
export type RowPlaceholder = TextPlaceholder | LinkPlaceholder | FlagPlaceholder | CodePlaceholder;

/** Rows: the part of the text between its tags is written once for each. */
export interface ListPlaceholder<
  R extends Readonly<Record<string, RowPlaceholder>> = Readonly<Record<string, RowPlaceholder>>,
> {
  type: 'list';
  about: string;
  of: R;
  example: ReadonlyArray<Readonly<Record<string, string | boolean>>>;
}

export type Placeholder = RowPlaceholder | ListPlaceholder;
/** By the names that the text writes as `{{name}}`. */
export type Placeholders = Readonly<Record<string, Placeholder>>;

type ValueOf<P> = P extends { type: 'flag' }
  ? boolean
  : P extends { type: 'list'; of: infer R }
    ? ReadonlyArray<{ readonly [K in keyof R]: ValueOf<R[K]> }>
    : string | null;

/** The values of placeholders, as the room that sends the email gives them. Null: nothing. */
export type Values<P> = { readonly [K in keyof P]: ValueOf<P[K]> };

export const text = (about: string, example: string): TextPlaceholder => ({
  type: 'text',
  about,
  example,
  isRequired: false,
});

/** What the email is sent for. */
export const requiredText = (about: string, example: string): TextPlaceholder => ({
  ...text(about, example),
  isRequired: true,
});

/** An address without which the email is useless. */
export const link = (about: string, example: string): LinkPlaceholder => ({
  type: 'link',
  about,
  example,
  isRequired: true,
});

/** A link without which the email still does its work. */
export const optionalLink = (about: string, example: string): LinkPlaceholder => ({
  ...link(about, example),
  isRequired: false,
});

export const flag = (about: string, example = false): FlagPlaceholder => ({ type: 'flag', about, example });

export const code = (about: string, example: string): CodePlaceholder => ({
  type: 'code',
  about,
  example,
  isRequired: true,
});

export const list = <const R extends Readonly<Record<string, RowPlaceholder>>>(
  about: string,
  of: R,
  example: ReadonlyArray<Values<R>>,
): ListPlaceholder<R> => ({ type: 'list', about, of, example: example as ListPlaceholder['example'] });

/** The example value of each. */
export function examplesOf(placeholders: Placeholders): Record<string, unknown> {
  return Object.fromEntries(Object.entries(placeholders).map(([name, { example }]) => [name, example]));
}

/** The placeholders that every text needs, those of lists' rows too. */
export function requiredOf(placeholders: Placeholders): Array<{ name: string; about: string }> {
  return Object.entries(placeholders).flatMap(([name, placeholder]) => {
    if (placeholder.type === 'list') return requiredOf(placeholder.of);
    return 'isRequired' in placeholder && placeholder.isRequired ? [{ name, about: placeholder.about }] : [];
  });
}
