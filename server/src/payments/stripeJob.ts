/** A job that asks Stripe for an actor: named by the transition that wants it. */
export const stripeJob = (task: string) => (call: { actorId: string; version: number }) => ({
  task,
  payload: { id: call.actorId, version: call.version },
});
