export { problemsOf } from './check.ts';
export { foot } from './foot.ts';
export { codesIn, withPictures } from './pictures.ts';
export {
  code,
  examplesOf,
  flag,
  link,
  list,
  optionalLink,
  requiredText,
  text,
  type Values,
} from './placeholders.ts';
export { described as describedPlaceholders } from './readTemplates.ts';
export { allPlaceholders, renderLetter, renderText, renderWith, type Signer } from './renderLetter.ts';
export * from './routes.ts';
export {
  commonPlaceholders,
  defineEmail,
  type Email,
  type EmailTemplate,
  type FindLatest,
  type Letter,
  type RegisteredEmail,
  registered,
  type TemplateSource,
} from './template.ts';
export type * from './views.ts';
