import { useShell } from './marketplace.ts';

/** Address, email, phone and hours: those that there are, the same everywhere. */
export function ContactFacts() {
  const { contactEmail, postalAddress, phone, hours } = useShell();
  return (
    <address>
      {contactEmail && <a href={`mailto:${contactEmail}`}>{contactEmail}</a>}
      {phone && <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}
      {hours && <span>{hours}</span>}
      {postalAddress && <span>{postalAddress}</span>}
    </address>
  );
}
