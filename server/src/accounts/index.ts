export type { AccountNotice } from './accountNotices.ts';
export * from './caller.ts';
export type { PersonalData } from './closing/personalData.ts';
export * from './demoAccounts.ts';
export { removeEndedConfirmations } from './emailConfirmations/links.ts';
export { type ConfirmationMail, confirmationToMail } from './emailConfirmations/toMail.ts';
export { fanCookieMaxAgeMs } from './fanCookie.ts';
export { type InvitationMail, invitationToMail } from './invitations/invitations.ts';
export {
  countSignIns,
  deactivateSignIns,
  moveSignIns,
  reactivateSignIns,
} from './invitations/signInsOfConsignor.ts';
export { maskedEmail } from './maskedEmail.ts';
export { hashOfToken, linkToken } from './oneTimeLink.ts';
export { removeEndedChallenges } from './passkeys/challenges.ts';
export { removeEndedResets, resetToMail } from './passwordResets/passwordResets.ts';
export * from './people.ts';
export * from './policy.ts';
export * from './routes.ts';
export { resealSecondFactors } from './secondFactor/ownSecondFactor.ts';
export { secondFactorOf } from './secondFactor/proof.ts';
export { removeEndedSessions } from './sessions.ts';
export { leadToSetUp, setUpRoutes } from './setUp/routes.ts';
export type { FirstRun } from './setUp/setUp.ts';
export { createSetUp, openSetUp, type SetUp } from './setUp/setUp.ts';
export type { StaffWork } from './staff/handOver.ts';
export { staffRoutes } from './staff/routes.ts';
export type * from './views.ts';
