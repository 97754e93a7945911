/** What differs between two states of the content, in words. */
import type { SiteContent } from './contract.ts';
import { sectionNames } from './words.ts';

/** One difference. Null stands for nothing there. */
export interface ContentChange {
  what: string;
  before: string | null;
  after: string | null;
}

/** By which field people know an item of a list; items of the others are known by their place. */
const keys = ['question', 'plan', 'author', 'heading', 'title', 'text', 'id'] as const;

const names: Record<string, string> = {
  search: 'Search engines',
  hero: 'Hero',
  how: 'How buying works',
  selling: 'Selling',
  pictureId: 'picture',
  pageHeading: 'heading of its page',
  pageIntro: 'introduction of its page',
  pointsHeading: 'heading of what to count on',
  points: 'points',
  shown: '',
  href: 'address',
  writtenOn: 'date',
  items: '',
  pages: 'Pages',
  isShown: 'shown',
};

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
type Item = { readonly [name: string]: Value };

const isItem = (value: Value | undefined): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Value | undefined): value is readonly Item[] => Array.isArray(value);

/** Every difference, in the order in which the content is edited. */
export function contentChanges(before: SiteContent, after: SiteContent): ContentChange[] {
  const { sections, ...rest } = after;
  const { sections: sectionsBefore, ...restBefore } = before;
  const changes = ofItem([], restBefore as unknown as Item, rest as unknown as Item);
  const [was, is] = [sectionsText(sectionsBefore), sectionsText(sections)];
  if (was !== is) changes.push({ what: 'Sections of the landing page', before: was, after: is });
  return changes;
}

const sectionsText = (sections: SiteContent['sections']): string =>
  sections.map(({ id, isShown }) => (isShown ? sectionNames[id] : `${sectionNames[id]} (hidden)`)).join(', ');

function ofValue(
  path: readonly string[],
  before: Value | undefined,
  after: Value | undefined,
): ContentChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isList(before) && isList(after)) return ofList(path, before, after);
  if (isItem(before) && isItem(after)) return ofItem(path, before, after);
  return [{ what: pathText(path), before: valueText(before), after: valueText(after) }];
}

function ofItem(path: readonly string[], before: Item, after: Item): ContentChange[] {
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields.flatMap((field) => {
    const at = [...path, names[field] ?? spaced(field)];
    return field === 'pictureId'
      ? ofPicture(at, before[field], after[field])
      : ofValue(at, before[field], after[field]);
  });
}

/** Its id says nothing to people. */
function ofPicture(
  path: readonly string[],
  before: Value | undefined,
  after: Value | undefined,
): ContentChange[] {
  if (before === after) return [];
  const another = before ? 'another picture' : 'a picture';
  return [{ what: pathText(path), before: before ? 'a picture' : null, after: after ? another : null }];
}

/** Items by the name that people know them by; a second one of the same name has a number. */
function named(items: readonly Item[], key: (typeof keys)[number] | undefined): Map<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const name = `“${(key && valueText(item[key])) ?? ''}”`;
    let unique = name;
    for (let count = 2; found.has(unique); count++) unique = `${name} ${count}`;
    found.set(unique, item);
  }
  return found;
}

function ofList(path: readonly string[], before: readonly Item[], after: readonly Item[]): ContentChange[] {
  const key = keys.find((name) => [...before, ...after].every((item) => item[name] !== undefined));
  const [was, is] = [named(before, key), named(after, key)];
  const changes: ContentChange[] = [];
  for (const [name, item] of is) {
    const known = was.get(name);
    const at = [...path, name];
    if (known) changes.push(...ofItem(at, known, item));
    else changes.push({ what: pathText(at), before: null, after: itemText(item) });
  }
  for (const [name, item] of was)
    if (!is.has(name)) changes.push({ what: pathText([...path, name]), before: itemText(item), after: null });
  const kept = (names: Map<string, Item>, others: Map<string, Item>) =>
    [...names.keys()].filter((name) => others.has(name)).join(', ');
  const [order, orderNow] = [kept(was, is), kept(is, was)];
  if (order !== orderNow) changes.push({ what: `${pathText(path)}, order`, before: order, after: orderNow });
  return changes;
}

const spaced = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function pathText(path: readonly string[]): string {
  const words = path.filter((part) => part !== '').join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueText(value: Value | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isList(value)) return value.map(itemText).join('; ');
  return isItem(value) ? itemText(value) : String(value);
}

const itemText = (item: Item): string =>
  Object.values(item)
    .flatMap((value) => valueText(value) ?? [])
    .join(': ');
