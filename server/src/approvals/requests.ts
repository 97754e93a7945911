/** Requests: made, read, and ended by a person. What was asked for runs in its own room, by its own command. */
import type { Role } from '@holdfast/shared/accounts';
import type { ApprovalRow, ApprovalState } from '@holdfast/shared/approvals';
import { approvalLifeMs, approvalMachine } from '@holdfast/shared/approvals/machines';
import { type Engine, instantOf, type MessageOf, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';
import type { ApprovalsWaiting } from './views.ts';

/** What somebody asks for. */
export interface NewRequest {
  /** The name under which its room registered the command. */
  command: string;
  /** The id of what it acts on: one request at a time about it. */
  subject: string;
  reservationId: string | null;
  /** What it does, for people: `Refund the order HF-AB12CD34`. */
  words: string;
  /** Minor units. */
  amount: number;
  currency: string;
  body: Record<string, unknown>;
  reason: string;
}

/** A command that may wait for a second person. Its room registers it where the application is composed. */
export interface ApprovableCommand {
  /** Who may approve or decline it. Administrators may always. */
  roles: readonly Role[];
  /**
   * Runs it as its endpoint would.
   * @param seenVersion the version that the approver's preview showed
   * @throws Problem whatever refuses it; then the request still waits
   */
  run(
    trx: Trx,
    request: ApprovalRow & { reservationId: string | null },
    seenVersion: number,
    principal: Principal,
  ): Promise<void>;
}
export type ApprovableCommands = Readonly<Record<string, ApprovableCommand>>;

/** @returns its id @throws Problem `approval_waits` where one waits about the same */
export async function requestApproval(
  trx: Trx,
  engine: Engine,
  request: NewRequest,
  principal: Principal,
): Promise<string> {
  const at = await instantOf(trx);
  const input = { madeBy: principal.by };
  const created = engine.create(approvalMachine, { id: newId('approval'), input, at, by: principal.by });
  const { command, subject, reservationId, words, amount, currency, body, reason } = request;
  try {
    await queryPrepared(
      trx,
      `INSERT INTO approvals (id, command, subject, reservation_id, words, amount, currency, body, reason, made_by, created_at, expires_at,
         state, snapshot, machine_version, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13, $14::jsonb, $15, 1)`,
      [
        created.id,
        command,
        subject,
        reservationId,
        words,
        amount,
        currency,
        JSON.stringify(body),
        reason,
        principal.by,
        at,
        new Date(Date.parse(at) + approvalLifeMs).toISOString(),
        created.state,
        JSON.stringify(created.snapshot),
        created.machineVersion,
      ],
    );
  } catch (error) {
    if (brokenConstraint(error) !== 'approvals_one_waiting') throw error;
    throw new Problem('approval_waits', 'A request about this waits for a second person already.');
  }
  await engine.recordCreated(trx, [created]);
  await audit(trx, principal, [
    { what: 'approval.request', subject: created.id, reason, after: { command, subject, amount, words } },
  ]);
  return created.id;
}

interface Row
  extends Pick<
    ApprovalsWaiting,
    'id' | 'subject' | 'reservation_id' | 'words' | 'amount' | 'currency' | 'created_at' | 'expires_at'
  > {
  command: string;
  state: ApprovalState;
  body: Record<string, unknown>;
  reason: string;
  made_by: string;
  maker: string | null;
  decider: string | null;
  decided_at: Date | null;
  decide_reason: string | null;
}

const text = `SELECT a.id, a.command, a.subject, a.reservation_id, a.state, a.words, a.amount, a.currency, a.body, a.reason, a.made_by,
    m.name AS maker, a.created_at, a.expires_at, d.name AS decider, a.decided_at, a.decide_reason
  FROM approvals a LEFT JOIN accounts_people_named m ON m.id = a.made_by LEFT JOIN accounts_people_named d ON d.id = a.decided_by`;

const present = (row: Row): ApprovalRow & { reservationId: string | null } => ({
  id: row.id,
  command: row.command,
  subject: row.subject,
  reservationId: row.reservation_id,
  state: row.state,
  words: row.words,
  amount: { amount: row.amount, currency: row.currency },
  body: row.body,
  reason: row.reason,
  by: { id: row.made_by, name: row.maker ?? row.made_by },
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  decidedBy: row.decider,
  decidedAt: row.decided_at?.toISOString() ?? null,
  decideReason: row.decide_reason,
});

/** The requests about an order or another subject: those that wait, then the newest. */
export async function approvalsOf(
  trx: Trx,
  about: { reservationId: string } | { subject: string },
): Promise<ApprovalRow[]> {
  const [column, id] =
    'subject' in about ? ['a.subject', about.subject] : ['a.reservation_id', about.reservationId];
  const rows = await queryPrepared<Row>(
    trx,
    `${text} WHERE ${column} = $1 ORDER BY approval_is_waiting(a.state) DESC, a.created_at DESC`,
    [id],
  );
  return rows.map((row) => {
    const { reservationId: _, ...shown } = present(row);
    return shown;
  });
}

/** @throws Problem `not_found` */
export async function readApproval(trx: Trx, id: string) {
  const [row] = await queryPrepared<Row>(trx, `${text} WHERE a.id = $1`, [id]);
  if (!row) throw notFound('request');
  return present(row);
}

type Decision = MessageOf<typeof approvalMachine>['type'];

/** Whether these roles decide about a request, and so may read it. */
export function mayDecide(
  { command }: Pick<ApprovalRow, 'command'>,
  roles: readonly Role[],
  commands: ApprovableCommands,
): boolean {
  const allowed: readonly Role[] = commands[command]?.roles ?? [];
  return roles.includes('admin') || allowed.some((role) => roles.includes(role));
}

/**
 * Ends a request. Of two people who decide at once one does.
 * @throws Problem `not_found`, `forbidden` for who may not decide about its command, `four_eyes` for one's own,
 *   `transition_refused` where it has ended
 */
export async function decide(
  trx: Trx,
  engine: Engine,
  { id, decision, reason, roles }: { id: string; decision: Decision; reason: string; roles: readonly Role[] },
  commands: ApprovableCommands,
  principal: Principal,
): Promise<void> {
  const request = await readApproval(trx, id);
  const isOwn = request.by.id === principal.by;
  if (!(decision === 'withdraw' && isOwn) && !mayDecide(request, roles, commands))
    throw new Problem('forbidden', 'Your roles don’t decide about this.');
  const message = { type: decision, person: principal.by };
  const [outcome] = await engine.apply(trx, [
    messageTo(approvalMachine, id, message, { by: principal.by, reason }),
  ]);
  if (outcome?.kind !== 'applied') {
    const { state } = await readApproval(trx, id);
    if (state === 'waiting')
      throw decision === 'withdraw'
        ? new Problem('forbidden', `Only ${request.by.name}, who asked, withdraws it. Decline it instead.`)
        : new Problem(
            'four_eyes',
            'You asked for this yourself: somebody else decides. You may withdraw it.',
          );
    throw new Problem('transition_refused', `This is ${state} already. Nothing was changed.`, {
      state,
      accepts: [],
    });
  }
  await audit(trx, principal, [
    {
      what: `approval.${decision}`,
      subject: id,
      reason,
      before: { state: 'waiting' },
      after: { state: outcome.state, words: request.words, amount: request.amount.amount },
    },
  ]);
}
