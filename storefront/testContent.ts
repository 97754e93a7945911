/** A content for tests of the storefront alone. */
import type { LandingContent, SellContent, ShellContent, TextContent } from '@holdfast/shared/content';

const points = [{ title: 'Whole price', text: 'Nothing is added at the end.' }];
const plans = { heading: 'Plans', intro: 'One share.', plans: [] };

/** Every section that can be there without a plan or a review. */
export const landing: LandingContent = {
  search: { title: 'Seats from fans', description: 'Tickets on consignment.' },
  hero: {
    headline: ['Somebody can’t go.', 'You can.'],
    sentence: 'The whole price.',
    pictureId: null,
    links: [],
  },
  sections: ['events', 'teams', 'how', 'guarantee', 'selling', 'questions', 'contact'],
  teams: { heading: 'Find your team' },
  how: { heading: 'Three screens', steps: points },
  guarantee: { heading: 'What holds', points },
  selling: { heading: 'Can’t go?', sentence: 'Leave it to us.', steps: points },
  plans,
  reviews: { heading: 'Reviews', items: [] },
  questions: {
    heading: 'Questions',
    items: [
      {
        question: 'Is <this> the price?',
        answer: [
          {
            kind: 'paragraph',
            anchor: null,
            spans: [
              { text: 'Yes: ', isStrong: false, isEmphasis: false, href: null },
              { text: 'terms', isStrong: true, isEmphasis: false, href: '/terms' },
            ],
          },
        ],
      },
    ],
  },
  contact: { heading: 'Talk to us', text: 'A person reads it.' },
};

/** The page for sellers. */
export const sell: SellContent = {
  heading: 'Leave us the games',
  intro: 'On consignment.',
  steps: points,
  pointsHeading: 'Count on it',
  points,
  plans,
};

/** A page of text. */
export const text: TextContent = {
  title: 'Terms',
  intro: 'What you agree to.',
  blocks: [
    {
      kind: 'heading',
      anchor: 'sale',
      spans: [{ text: 'The sale', isStrong: false, isEmphasis: false, href: null }],
    },
  ],
};

/** What every page says. */
export const shell: ShellContent = {
  phone: '+1 412 555 0100',
  hours: null,
  footer: {
    text: 'Every price is the whole price.',
    columns: [{ heading: 'Buy', links: [{ text: 'All events', href: '/games' }] }],
  },
  social: { kicker: 'Seats from fans', headline: ['Somebody can’t go.', 'You can.'], foot: 'What holds' },
  hasGuarantee: true,
  hasImprint: false,
};
