/**
 * An address as the audit log has it, `h•••@example.com`: enough to tell two apart. The log is never changed, so what has to
 * go when an account is closed isn't written there.
 */
export const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*/, '$1•••');
