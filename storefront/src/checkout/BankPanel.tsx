import type { Reservation } from '@holdfast/shared/reservations';
import type { ReactNode } from 'react';
import { ClockIcon } from '../ui/icons.tsx';

/** What is going on at the bank, while a payment is under way. */
export function wordsOfPayment({ payment, deadlinePassed, items }: Reservation): {
  title: string;
  text: string;
} {
  const noun = items.every(({ kind }) => kind === 'seated') ? 'seats' : 'tickets';
  switch (payment?.state) {
    case 'requiresAction':
      return {
        title: 'Your bank wants to confirm that it’s you',
        text: `It asks on its own page and sends you back here. Nothing is charged before that, and your ${noun} are still yours.`,
      };
    case 'voiding':
      return {
        title: 'Ending this payment…',
        text: `Nothing is charged, and your ${noun} stay held. This takes a moment.`,
      };
    case 'authorized':
    case 'capturing':
    case 'succeeded':
      return {
        title: 'Payment received. Making your tickets',
        text: 'This page updates by itself. You can close it: we email the tickets as soon as they exist.',
      };
    default:
      return deadlinePassed
        ? {
            title: 'We’re waiting for your bank',
            text: `The hold’s time is up, but your ${noun} are still yours: nobody else can buy them while your bank decides.`,
          }
        : {
            title: 'Asking your bank…',
            text: `That usually takes a few seconds. Your ${noun} stay yours meanwhile.`,
          };
  }
}

/** Shown instead of the form while the bank is asked. */
export function BankPanel({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="bank">
      <ClockIcon />
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        {children}
      </div>
    </section>
  );
}
