/** An email as the room that sends it declares it: its key, when it is sent, its placeholders and its default text. */
import type { EmailAudience } from '@holdfast/shared/emailTemplates';
import type { AppContext } from '../platform/appContext.ts';
import type { Trx } from '../platform/db/index.ts';
import { type Placeholders, text, type Values } from './placeholders.ts';

/** Subject and text, as the default says them or somebody edited them. */
export interface TemplateSource {
  subject: string;
  text: string;
}

/** What every email may name. */
export const commonPlaceholders = {
  marketplace: text('The marketplace’s name, as the settings have it', 'Holdfast'),
  contactEmail: text('The address that readers write to, as the settings have it', 'help@holdfast.example'),
} as const;

export interface EmailTemplate<P extends Placeholders = Placeholders> extends TemplateSource {
  /** Stands for it for good: stored texts belong to it. */
  key: string;
  /** The outbox's word for it; several templates may be one kind. */
  kind: string;
  name: string;
  to: EmailAudience;
  /** When it is sent. */
  when: string;
  placeholders: P;
  /** The email to an address; an empty address gets none. */
  letter(to: string | null, values: Values<P>): Letter;
}

/** An email that isn't rendered yet. */
export interface Letter {
  template: EmailTemplate;
  to: string;
  values: Readonly<Record<string, unknown>>;
}

/** An email as it is sent and stored. */
export interface Email {
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * Declares an email. Its text is Markdown's simplest part with `{{placeholders}}`, as docs/email-templates.md tells.
 * @param kind the key unless said
 */
export function defineEmail<const P extends Placeholders>({
  kind,
  text: lines,
  ...rest
}: Omit<EmailTemplate<P>, 'letter' | 'kind' | 'text'> & {
  kind?: string;
  text: string;
}): EmailTemplate<P> {
  const template: EmailTemplate<P> = {
    ...rest,
    kind: kind ?? rest.key,
    text: lines.trim(),
    letter: (to, values) => ({
      template: template as unknown as EmailTemplate,
      to: to ?? '',
      values: values as Letter['values'],
    }),
  };
  return template;
}

/** The newest record that an email of this kind can be shown with; null: there is none. */
export type FindLatest = (trx: Trx, app: AppContext) => Promise<Letter | null>;

/** An email in the list that the back office shows. */
export interface RegisteredEmail {
  template: EmailTemplate;
  /** What the preview shows it with; undefined: its examples alone. */
  latest?: FindLatest;
}

/** A line of a room's list of emails. */
export const registered = <P extends Placeholders>(
  template: EmailTemplate<P>,
  latest?: FindLatest,
): RegisteredEmail => ({
  template: template as unknown as EmailTemplate,
  ...(latest ? { latest } : {}),
});
