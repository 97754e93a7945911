import type { SiteContent } from '@holdfast/shared/content';

/** What fans and sellers ask most, answered by what the software does. */
export const defaultQuestions: SiteContent['questions']['items'] = [
  {
    question: 'Is the price that I see the price that I pay?',
    answer:
      'Yes. Every price is the whole price of one ticket, with the service fee in it. Nothing is added at the end.',
  },
  {
    question: 'When do I get my tickets?',
    answer:
      'Most are transferred to you in the app of the team or its ticket seller, at the latest two days before the start unless you buy later. The listing says which way before you pay, and your order’s page says by when. More under [help](/help#tickets).',
  },
  {
    question: 'What if the event is canceled, postponed or moved?',
    answer:
      'Canceled: you get all of it back, fees included, without asking. Postponed or moved: your tickets are good for the new date, and where we offer you the money back instead, our email says until when. These are the [refund rules](/help#refunds).',
  },
  {
    question: 'What if the seller doesn’t deliver?',
    answer:
      'You get seats that are equal or better at no further cost, or all of your money back. The seller isn’t paid for tickets that they couldn’t deliver.',
  },
  {
    question: 'Can I give tickets back because my plans changed?',
    answer:
      'No: otherwise a paid order is final. You can send tickets of our own events to a friend from your order’s page.',
  },
  {
    question: 'Do I need an account?',
    answer:
      'No. You pay with your email address, and the order’s code and that address open the order anywhere: use [Find my order](/orders).',
  },
  {
    question: 'Who are the sellers?',
    answer:
      'Season-ticket holders and other sellers who consign their tickets to us. We approve each listing before it goes on sale.',
  },
  {
    question: 'How do I sell my seats?',
    answer:
      '[Write to us](/contact?about=selling) with section, row and seats, and the games that you will miss. You are paid {payoutDays} days after the event unless we agreed otherwise; [this is how consigning works](/sell).',
  },
];
