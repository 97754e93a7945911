import { useShell } from './marketplace.ts';

/** The address by which a phone calls it. */
export const telephone = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;

/** Address, email, phone and hours: those that there are, the same everywhere. */
export function ContactFacts() {
  const { contactEmail, postalAddress, phone, hours } = useShell();
  return (
    <address>
      {contactEmail && <a href={`mailto:${contactEmail}`}>{contactEmail}</a>}
      {phone && <a href={telephone(phone)}>{phone}</a>}
      {hours && <span>{hours}</span>}
      {postalAddress && <span>{postalAddress}</span>}
    </address>
  );
}
