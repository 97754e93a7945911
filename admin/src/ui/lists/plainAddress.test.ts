import { describe, expect, it } from 'vitest';
import { withFilters } from './plainAddress.ts';

const filterOf = (search: string | null) =>
  JSON.parse(new URLSearchParams(search ?? '').get('filter') ?? 'null');

describe('a link to a list', () => {
  it('may write filters plainly; its page and order stay', () => {
    const written = withFilters('?state=failed&q=ann%40example.com&page=2', ['state', 'q']);
    expect(filterOf(written)).toEqual({ state: 'failed', q: 'ann@example.com' });
    expect(new URLSearchParams(written ?? '').get('page')).toBe('2');
  });
  it('is left as it is when it has none, or is react-admin’s own', () => {
    expect(withFilters('?filter=%7B%22q%22%3A%22x%22%7D&page=2', ['q'])).toBeNull();
    expect(withFilters('?made=1', ['q'])).toBeNull();
    expect(withFilters('', ['q'])).toBeNull();
  });
  it('takes “all” and nothing as no filter, and knows other pages’ words', () => {
    expect(filterOf(withFilters('?state=all&q=', ['state', 'q']))).toEqual({});
    const waits = { 'show=waits': { waits: 'true' } };
    expect(filterOf(withFilters('?show=waits&owner=me', ['owner'], waits))).toEqual({
      waits: 'true',
      owner: 'me',
    });
  });
  it('survives a filter that can’t be read', () => {
    expect(filterOf(withFilters('?filter=%7Bbroken&q=x', ['q']))).toEqual({ q: 'x' });
    expect(filterOf(withFilters('?filter=%5B1%5D&q=x', ['q']))).toEqual({ q: 'x' });
  });
});
