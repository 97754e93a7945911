/** A consignor's form: lists are shown as one text each. */
import { type Consignor, profileNames } from '@holdfast/shared/consignors';

export const noConsignor = {
  name: '',
  email: '',
  plan: 'Standard',
  isNewPlan: false,
  isAnother: false,
  legalName: '',
  otherEmailsText: '',
  phone: '',
  address: '',
  city: '',
  region: '',
  postalCode: '',
  country: null,
  timeZone: null,
  language: null,
  notes: '',
  tagsText: '',
  payoutDays: 7,
};

/** What the inputs of lists begin with. */
export const listTexts = ({ otherEmails, tags }: Pick<Consignor, 'otherEmails' | 'tags'>) => ({
  otherEmailsText: otherEmails.join(', '),
  tagsText: tags.join(', '),
});

const listOf = (text: unknown): string[] =>
  String(text ?? '')
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter(Boolean);

/** The body of a new consignor. */
export const bodyOf = (values: Record<string, unknown>): Record<string, unknown> => ({
  ...factsOf(values),
  plan: values.plan,
  isNewPlan: values.isNewPlan === true,
});

/** The body of a correction. */
export function factsOf(values: Record<string, unknown>): Record<string, unknown> {
  const plain = Object.fromEntries(profileNames.map((name) => [name, values[name] ?? null]));
  return {
    ...plain,
    name: values.name,
    email: values.email,
    isAnother: values.isAnother === true,
    otherEmails: listOf(values.otherEmailsText),
    tags: listOf(values.tagsText),
  };
}

/** The input that shows a field of the request. */
export const fieldOf = (field: string) => field.replace(/^(otherEmails|tags)\b.*$/, '$1Text');
