/** The content that the software comes with: what fans see until staff publish their own. */
import { type SiteContent, sectionIds } from '@holdfast/shared/content';
import { defaultPages } from './pages.ts';
import { defaultQuestions } from './questions.ts';

/** True in every word of this software, with no fact of a marketplace that it can't know. */
export const defaultContent: SiteContent = {
  search: {
    title: 'Seats from fans who can’t go',
    description:
      'Tickets on consignment from season-ticket holders. Every price is the whole price, and you are never charged for seats that you don’t get.',
  },
  hero: {
    headline: 'Somebody can’t go.\nYou can.',
    sentence:
      'Season-ticket holders leave us the games they’ll miss. You see the whole price from the start, and you’re never charged for seats that you don’t get.',
    pictureId: null,
    links: [
      { text: 'this weekend', href: '/games?q=this+weekend' },
      { text: 'games on a Sunday', href: '/games?weekday=7' },
      { text: 'lowest prices first', href: '/games?sort=fromPrice' },
    ],
  },
  sections: sectionIds.map((id) => ({ id, isShown: true })),
  teams: { heading: 'Find your team' },
  how: {
    heading: 'Three screens',
    steps: [
      {
        title: 'Say how many',
        text: 'Then you see only seats that can be bought in that quantity, next to each other.',
      },
      {
        title: 'Hold them',
        text: 'They are yours for {holdMinutes} minutes, unless the event says otherwise. Nobody else can buy them, and the clock stays with you if you reload.',
      },
      {
        title: 'Pay and go',
        text: 'We ask your bank first. The card is charged only while the seats are still yours.',
      },
    ],
  },
  guarantee: {
    heading: 'Never charged for seats you don’t get',
    points: [
      {
        title: 'Whole price',
        text: 'The first price that you see has every mandatory fee in it. The total at the end is the same.',
      },
      {
        title: 'Held',
        text: 'Seats in a hold can’t be sold to anybody else, and their price stays as it is until the hold ends.',
      },
      {
        title: 'Charged last',
        text: 'We ask your bank first. If the seats were gone by then, the card is never charged.',
      },
      {
        title: 'Canceled',
        text: 'If the event is called off you get all of it back, fees included, to the card that paid.',
      },
      {
        title: 'Not delivered',
        text: 'If the seller can’t deliver, you get seats that are equal or better at no further cost, or all of it back.',
      },
      {
        title: 'As described',
        text: 'Low sun, a rail in front, a pillar: what the seller told us is on the listing before you pay.',
      },
    ],
  },
  selling: {
    heading: 'Can’t make every game?',
    sentence: 'Leave us the ones you’ll miss. We price them with you, sell them, and account for every cent.',
    steps: [
      {
        title: 'You hand over',
        text: 'Tell us the section, row and seats, and which games of the season. Brokers give us a file; each row is checked before anything is taken in.',
      },
      {
        title: 'We approve and price',
        text: 'Nothing goes on sale before our staff have looked at it. You say how the seats may be split: any number, pairs only, never a single one left, or all together.',
      },
      {
        title: 'You are paid',
        text: 'Our rule is {payoutDays} days after the event, unless we agreed otherwise. You see what is sold and your share of it when you sign in.',
      },
    ],
    pageHeading: 'Leave us the games you’ll miss',
    pageIntro:
      '{marketplace} sells on consignment: the tickets stay yours until a fan has paid, and you are paid your share.',
    pointsHeading: 'What you can count on',
    points: [
      {
        title: 'Your share',
        text: 'We agree on percentages beforehand. A sale uses the percentages in force at the moment in which the seats were held, and they never change afterwards.',
      },
      {
        title: 'To the cent',
        text: 'Your share and ours always add up to the price. Every cent is in double-entry books.',
      },
      {
        title: 'No double sale',
        text: 'Seats in one fan’s hold can’t be sold to another. Unsold ones can be withdrawn.',
      },
      {
        title: 'When money waits',
        text: 'Nothing is paid out while an event is postponed or a fan’s bank disputes the payment.',
      },
    ],
  },
  plans: {
    heading: 'Plans for sellers',
    intro: 'One share of the price, and nothing else. Write to us to begin.',
    shown: [],
  },
  reviews: { heading: 'What people say', items: [] },
  questions: { heading: 'Questions and answers', items: defaultQuestions },
  contact: {
    heading: 'Talk to us',
    text: 'A person reads every message, about an order or about selling.',
    phone: null,
    hours: null,
  },
  footer: {
    text: 'Tickets on consignment, from season-ticket holders to other fans. Every price is the whole price.',
    columns: [
      {
        heading: 'Buy',
        links: [
          { text: 'All events', href: '/games' },
          { text: 'Find my order', href: '/orders' },
          { text: 'What we promise', href: '/#promise' },
        ],
      },
      {
        heading: 'Sell',
        links: [
          { text: 'How consigning works', href: '/sell' },
          { text: 'Your tickets on sale', href: '/selling' },
          { text: 'Sign in', href: '/sign-in' },
        ],
      },
      {
        heading: 'Help',
        links: [
          { text: 'Help and refund rules', href: '/help' },
          { text: 'Contact', href: '/contact' },
        ],
      },
      { heading: 'Build on it', links: [{ text: 'API reference', href: '/api/docs' }] },
    ],
  },
  pages: defaultPages,
};
