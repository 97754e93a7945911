import type { ReactNode } from 'react';
import { ClockIcon } from '../ui/icons.tsx';

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
