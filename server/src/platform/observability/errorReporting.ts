/**
 * Error reporting behind one function: what is logged as an error goes to the service of SENTRY_DSN (Sentry, or one that
 * speaks its protocol, such as GlitchTip), or nowhere when it isn't set. Only the error and a few names go: no bodies, headers,
 * cookies, addresses or names of people.
 */

/** Where errors go; null: nowhere. */
let sendTo: ((error: Error, facts: Record<string, string>) => void) | null = null;

/** What may leave with an error: ids and names of ours. */
const facts = ['requestId', 'path', 'task', 'runId', 'role'] as const;

/** Reports an error with where it happened. Never throws. */
export function reportError(error: unknown, context: Record<string, unknown>): void {
  if (sendTo === null) return;
  const told = facts.flatMap((name) => {
    const value = context[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  sendTo(error instanceof Error ? error : new Error(String(error)), Object.fromEntries(told));
}

/**
 * Begins to report, in this process, also what nobody caught.
 * @param dsn of the project at the service
 * @returns what sends the last reports and ends it
 */
export async function openErrorReporting(dsn: string, role: string): Promise<() => Promise<void>> {
  // Nobody pays for the library who doesn't use it.
  const sentry = await import('@sentry/node-core/light');
  sentry.init({
    dsn,
    environment: 'production',
    initialScope: { tags: { role } },
    sendDefaultPii: false,
    // Statements and requests aren't recorded: they hold people's data.
    maxBreadcrumbs: 0,
    defaultIntegrations: false,
    integrations: [sentry.onUncaughtExceptionIntegration(), sentry.onUnhandledRejectionIntegration()],
  });
  sendTo = (error, tags) => sentry.captureException(error, { tags });
  return async () => {
    sendTo = null;
    await sentry.close(flushWithinMs);
  };
}

const flushWithinMs = 2_000;
