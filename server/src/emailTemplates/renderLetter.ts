/** Renders an email as it leaves: with the published text if somebody edited it, else with the default. */
import { type Reach, readReach } from '../content/index.ts';
import { type Marketplace, readMarketplace } from '../marketplace/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { foot } from './foot.ts';
import { page } from './layout.ts';
import { type Placeholders, requiredOf } from './placeholders.ts';
import { renderSource } from './render.ts';
import {
  commonPlaceholders,
  type Email,
  type EmailTemplate,
  type Letter,
  type TemplateSource,
} from './template.ts';
import { type CurrentText, currentTexts } from './versions.ts';

/** Of the marketplace: what every email names. */
export type Signer = Pick<Marketplace, 'name' | 'contactEmail' | 'postalAddress'> & Reach;

/** As it is now. */
export const readSigner = async (trx: Trx): Promise<Signer> => ({
  ...(await readMarketplace(trx)),
  ...(await readReach(trx)),
});

/** The language of all emails today. Texts are stored by key and language. */
export const language = 'en';

/** Those of the template, and what every email may name. */
export const allPlaceholders = ({ placeholders }: Pick<EmailTemplate, 'placeholders'>): Placeholders => ({
  ...placeholders,
  ...commonPlaceholders,
});

const commonValues = ({ name, contactEmail }: Signer) => ({ marketplace: name, contactEmail });
/** Those of the foot. */
const footValues = (signer: Signer) => ({
  ...commonValues(signer),
  postalAddress: signer.postalAddress,
  phone: signer.phone,
  hours: signer.hours,
});

/**
 * @param footSource what stands below it
 * @throws Error naming what is wrong with the text: also where a link is missing without which the email is useless
 */
export function renderWith(
  source: TemplateSource,
  { template, to, values }: Letter,
  signer: Signer,
  footSource: TemplateSource = foot,
): Email {
  const placeholders = allPlaceholders(template);
  const { subject, body, used, given } = renderSource(source, placeholders, {
    ...values,
    ...commonValues(signer),
  });
  const lost = requiredOf(placeholders).find(({ name }) => given.has(name) && !used.has(name));
  if (lost) throw new Error(`the text left out {{${lost.name}}}`);
  const below = renderSource(footSource, foot.placeholders, footValues(signer)).body;
  return {
    kind: template.kind,
    to,
    subject,
    text: `${subject}\n\n${body.text}\n\n-- \n${below.text}\n`,
    html: page({ title: subject, name: signer.name, body: body.html, foot: below.html }),
  };
}

/**
 * The email as it is stored and sent. An edited text that can't be rendered for this record is left for the default: no email is
 * lost, and a case tells of it.
 */
export async function renderLetter(trx: Trx, letter: Letter): Promise<Email> {
  const { key } = letter.template;
  const [signer, texts] = [await readSigner(trx), await currentTexts(trx, [key, foot.key], language)];
  const [edited, editedFoot] = [texts.get(key), texts.get(foot.key)];
  const below = await footOf(trx, signer, editedFoot);
  if (edited)
    try {
      return renderWith(edited, letter, signer, below);
    } catch (error) {
      await noteFailure(trx, key, edited.version, (error as Error).message);
    }
  return renderWith(letter.template, letter, signer, below);
}

/**
 * An email with a text that isn't the template's own, over the foot of now.
 * @throws Error as `renderWith`
 */
export async function renderText(trx: Trx, source: TemplateSource, letter: Letter): Promise<Email> {
  const signer = await readSigner(trx);
  const edited = (await currentTexts(trx, [foot.key], language)).get(foot.key);
  return renderWith(source, letter, signer, await footOf(trx, signer, edited));
}

async function footOf(trx: Trx, signer: Signer, edited: CurrentText | undefined): Promise<TemplateSource> {
  if (!edited) return foot;
  try {
    renderSource(edited, foot.placeholders, footValues(signer));
    return edited;
  } catch (error) {
    await noteFailure(trx, foot.key, edited.version, (error as Error).message);
    return foot;
  }
}

/** Counts what failed; it ends with another version. */
async function noteFailure(trx: Trx, key: string, version: number, reason: string): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO email_template_failures (key, language, version, reason, failed, first_at, last_at)
     VALUES ($1, $2, $3, $4, 1, now(), now())
     ON CONFLICT (key, language, version) DO UPDATE SET failed = email_template_failures.failed + 1, reason = $4, last_at = now()`,
    [key, language, version, reason.slice(0, 500)],
  );
}
