import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { Work } from './Work.tsx';

it('leads to what the person looks after, in each list', () => {
  const work = { listings: 2, imports: 1, deliveries: 4, feedEntries: 3, priceRules: 1, cases: 2 };
  render(
    <MemoryRouter>
      <Work work={work} personId="per_1" />
    </MemoryRouter>,
  );
  const links = screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]);
  expect(links).toEqual([
    ['2 listings', '/listings?state=all&owner=per_1'],
    ['1 import', '/imports?owner=per_1'],
    ['4 deliveries', '/deliveries?queue=all&owner=per_1'],
    ['3 events to match', '/matching?owner=per_1'],
    ['2 cases', '/cases?view=all&owner=per_1'],
    ['1 daily price rule', '/price-rules'],
  ]);
});
