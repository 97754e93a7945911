/**
 * The pages of text that the software comes with. Every sentence is something that the software ensures, or a rule that the
 * marketplace begins with and may rewrite in the back office (domain.md, "Decisions").
 */
import type { SiteContent } from '@holdfast/shared/content';

/** Help, terms and privacy; an imprint is the marketplace's own to write. */
export const defaultPages: SiteContent['pages'] = {
  help: {
    title: 'Help',
    intro: 'What fans ask most. If your question isn’t here, write to us.',
    body: `## Buying {#buying}

Choose how many tickets, hold them, and pay. A hold lasts {holdMinutes} minutes unless the event says otherwise. Nobody else can buy what you hold, and its price stays as it is.

Every price is the whole price of one ticket: the seat and the service fee. Nothing is added at the end.

We ask your bank first. Your card is charged only while the seats are yours.

## Your tickets {#tickets}

Most tickets are transferred to you in the app of the team or its ticket seller, at the latest two days before the start unless you buy later. Others are files or barcodes on your order’s page, wait at the venue, or come by courier. The listing says which before you pay, and your order’s page says what comes, how and by when.

We email you when they are sent. Tell us on your order’s page that you have them, or that you can’t accept them: then a person looks after it.

For our own events the codes are on your order’s page as soon as you have paid, and we email them. Each opens the gate once.

The page of an order that you opened once also opens without a network in the same browser, with the codes of our own events.

In any other browser, the order’s code and your email address open it: use “Find my order”.

## Refund rules {#refunds}

Canceled: you get all of it back, fees included, to the card that paid. You don’t need to do anything.

Postponed: your tickets are good for the new date. If the event is canceled instead, you get all of it back.

Moved to another time or venue: your tickets are good there. Where we offer you the money back instead, our email and your order’s page say until when; if you do nothing, you keep your tickets.

Tickets that the seller can’t deliver: you get seats that are equal or better at no further cost, or all of it back.

If your payment arrives after your hold has ended and your seats are gone, you get as many others of the same section and row at the same price where they are free. Otherwise all of it is refunded automatically.

Otherwise a paid order is final: we don’t take tickets back because plans change.

Banks take 5 to 10 days to show a refund.

## When we end a hold {#holds}

Rarely we must end a hold, for example when the seller sold the seats elsewhere or the event was called off. We tell you why on the page and by email. Nothing is charged; a payment that had gone through meanwhile is refunded in full.`,
  },
  terms: {
    title: 'Terms',
    intro: 'What you agree to when you pay, and what we promise in return.',
    body: `## The sale {#sale}

Tickets come from season-ticket holders and other sellers who consign them to us. We approve each listing before it goes on sale, sell it, and account to its seller for every cent.

An order is made when your payment has gone through. Until then you hold the tickets and owe nothing.

One fan can hold one order at a time, and buys at most as many tickets of a type as the event’s page says.

## Price and refunds {#money}

The price that you see is the whole price. It stays as it is while you hold the tickets.

If the event is canceled you get all of it back. Otherwise a paid order is final, unless the event moves and we offer the money back, or the tickets can’t be delivered. The refund rules on the help page are part of these terms.

## The tickets {#tickets}

A code or barcode opens the gate once, for whoever shows it first. Keep it to yourself.

What the seller told us about a seat, such as a rail in front, is on the listing before you pay.`,
  },
  privacy: {
    title: 'Privacy',
    intro: 'What we keep about you, why, and who else sees it.',
    body: `## What we keep {#kept}

Your email address and your orders, so that we can send you the tickets and show them again. With an account also your name, your telephone number if you give one, and a hash of your password, never the password itself.

What happened to an order: when it was held, paid and refunded. We need it for our books.

The network address and the browser from which you paid, for {originDays} days: we show them to your bank if a payment is disputed.

On your account’s page you export all of it as a file, and close the account: your name, number and address are removed then, also from your orders.

## Your card {#card}

Its number goes from your browser straight to the payment provider and never to us. We keep its brand and last four digits, so that you recognize it, and the payment provider’s own name for it, by which we tell that one card pays for many buyers.

## Cookies {#cookies}

Three, all of our own: one that makes this browser the holder of what it holds, one for the orders that you opened here, and one while you are signed in. Signing out removes all three. There is no advertising and no tracking by others.

Without an account there is no sign-out: the first two last 400 days at most, and you remove them with this site’s data in your browser’s settings.

A bought ticket is also kept in your browser, so that it opens without a network. Signing out removes it; without an account it goes with this site’s data. On a computer that others use, do that.

## Who else sees it {#others}

The payment provider, for your payment. Sellers see that their tickets were sold, not to whom.

Cloudflare, if you are asked to show that you are a person before tickets are held: it runs that check, and sees your network address and your browser.`,
  },
  imprint: { title: 'Imprint', intro: 'Who runs this marketplace.', body: '' },
};
