/** What differs between two contents is named as people know it: nothing is left out, and nothing else is said. */
import { expect, it } from 'vitest';
import { contentChanges } from './changes.ts';
import type { SiteContent } from './contract.ts';
import { sectionIds } from './words.ts';

const page = { title: 'Title', intro: 'Intro', body: 'Body' };
const point = { title: 'Held', text: 'For you' };
const before: SiteContent = {
  search: { title: 'Seats', description: 'Seats' },
  hero: { headline: 'Go', sentence: 'Go there', pictureId: null, links: [] },
  sections: sectionIds.map((id) => ({ id, isShown: true })),
  teams: { heading: 'Teams' },
  how: { heading: 'How', steps: [point] },
  guarantee: { heading: 'Sure', points: [point] },
  selling: {
    heading: 'Sell',
    sentence: 'Sell it',
    steps: [point],
    pageHeading: 'Sell',
    pageIntro: 'Sell it',
    pointsHeading: 'Sure',
    points: [point],
  },
  plans: { heading: 'Plans', intro: 'One', shown: [] },
  reviews: { heading: 'Reviews', items: [] },
  questions: {
    heading: 'Questions',
    items: [
      { question: 'One?', answer: 'Yes' },
      { question: 'Two?', answer: 'No' },
    ],
  },
  contact: { heading: 'Talk', text: 'To us', phone: null, hours: null },
  footer: { text: 'Foot', columns: [] },
  pages: { help: page, terms: page, privacy: page, imprint: { ...page, body: '' } },
};
const review = { author: 'Ann', text: 'Good', source: 'Email', link: null, writtenOn: '2036-11-02' };

const cases: Array<[name: string, change: (content: SiteContent) => void, expected: unknown[]]> = [
  ['nothing', () => {}, []],
  [
    'a text',
    (content) => {
      content.hero.headline = 'Stay';
    },
    [{ what: 'Hero, headline', before: 'Go', after: 'Stay' }],
  ],
  [
    'a picture, without its id',
    (content) => {
      content.hero.pictureId = 'f'.repeat(32);
    },
    [{ what: 'Hero, picture', before: null, after: 'a picture' }],
  ],
  [
    'an answer, a question that is gone and one that is new',
    (content) => {
      content.questions.items = [
        { question: 'Two?', answer: 'Perhaps' },
        { question: 'Three?', answer: 'Yes' },
      ];
    },
    [
      { what: 'Questions, “Two?”, answer', before: 'No', after: 'Perhaps' },
      { what: 'Questions, “Three?”', before: null, after: 'Three?: Yes' },
      { what: 'Questions, “One?”', before: 'One?: Yes', after: null },
    ],
  ],
  [
    'another order',
    (content) => {
      content.questions.items.reverse();
    },
    [{ what: 'Questions, order', before: '“One?”, “Two?”', after: '“Two?”, “One?”' }],
  ],
  [
    'two of the same name',
    (content) => {
      content.reviews.items = [review, { ...review, text: 'Very good' }];
    },
    [
      { what: 'Reviews, “Ann”', before: null, after: 'Ann: Good: Email: 2036-11-02' },
      { what: 'Reviews, “Ann” 2', before: null, after: 'Ann: Very good: Email: 2036-11-02' },
    ],
  ],
  [
    'a section that is hidden',
    (content) => {
      content.sections = content.sections.slice(0, 2).map((section) => ({ ...section, isShown: false }));
    },
    [
      {
        what: 'Sections of the landing page',
        before:
          'Events by league, Teams, How buying works, Guarantee, Selling, Plans, Reviews, Questions and answers, Contact',
        after: 'Events by league (hidden), Teams (hidden)',
      },
    ],
  ],
  [
    'a page and a phone',
    (content) => {
      content.pages.imprint.body = 'We';
      content.contact.phone = '1';
    },
    [
      { what: 'Contact, phone', before: null, after: '1' },
      { what: 'Pages, imprint, body', before: null, after: 'We' },
    ],
  ],
];

it.each(cases)('%s', (_, change, expected) => {
  const after = structuredClone(before);
  change(after);
  expect(contentChanges(before, after)).toEqual(expected);
});
