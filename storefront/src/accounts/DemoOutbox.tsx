import { sessionStore } from './visitor.ts';

/** Where a demonstration's emails are: without a mail server they stay in the outbox of the back office. */
export function DemoOutbox() {
  const session = sessionStore.use();
  if (!session || session.demoAccounts.length === 0) return null;
  return (
    <p className="muted">
      This is a demonstration. Unless it has a mail server, the email stays in the{' '}
      <a href="/admin/#/emails" target="_self">
        outbox of the back office
      </a>
      , where the administrator reads it.
    </p>
  );
}
