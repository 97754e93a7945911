/** What the other server answers: objects as https://docs.stripe.com/api shows them, with the fields that matter. */
import type { IncomingHttpHeaders } from 'node:http';

/** An object of Stripe's API. */
export type Json = { [name: string]: unknown };

/** A request as it came. */
export interface SeenRequest {
  method: string;
  /** Without its query. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Names as they were sent, such as `evidence[receipt]`; of a file its bytes as base64. */
  params: Array<[name: string, value: string]>;
  key: string | null;
}

interface Intent {
  id: string;
  amount: number;
  currency: string;
  status: 'requires_action' | 'requires_capture' | 'succeeded' | 'canceled';
  metadata: Json;
}
interface Movement {
  id: string;
  type: 'charge' | 'refund';
  amount: number;
  fee: number;
  currency: string;
  source: Json & { id: string };
}

/** Stripe's fee of a charge here, minor units. */
const feeOf = (amount: number) => Math.round(amount * 0.03);
/** Items on a page, however many are asked for: lists must be read page by page. */
const pageSize = 2;
const nowS = () => Math.floor(Date.now() / 1000);
/** Seconds until evidence is due. */
const dueInS = 7 * 24 * 60 * 60;

/** The pattern of a path: `:id` stands for an id. */
const matches = (pattern: string, { method, path }: SeenRequest): string[] | null =>
  new RegExp(`^${pattern.replaceAll(':id', '([^/]+)')}$`).exec(`${method} ${path}`)?.slice(1) ?? null;

/** A store of its own, empty. */
export function createAnswers() {
  const intents = new Map<string, Intent>();
  const refunds = new Map<string, Json>();
  const disputes = new Map<string, Json>();
  const movements: Movement[] = [];
  let files = 0;

  const value = ({ params }: SeenRequest, name: string) => params.find(([each]) => each === name)?.[1];
  const group = ({ params }: SeenRequest, name: string): Json =>
    Object.fromEntries(
      params.flatMap(([each, text]) =>
        each.startsWith(`${name}[`) ? [[each.slice(name.length + 1, -1), text]] : [],
      ),
    );

  function shown(intent: Intent, request: SeenRequest): Json {
    const expanded = new Set(Object.values(group(request, 'expand')));
    const charge = { id: `ch_${intent.id}`, object: 'charge', amount_refunded: 0 };
    const card = { id: `pm_${intent.id}`, object: 'payment_method', card: { brand: 'visa', last4: '4242' } };
    const redirect = { type: 'redirect_to_url', redirect_to_url: { url: 'https://bank.example/ask' } };
    return {
      ...intent,
      object: 'payment_intent',
      amount_received: intent.status === 'succeeded' ? intent.amount : 0,
      client_secret: `${intent.id}_secret_1`,
      latest_charge: expanded.has('latest_charge') ? charge : charge.id,
      payment_method: expanded.has('payment_method') ? card : card.id,
      next_action: intent.status === 'requires_action' ? redirect : null,
      last_payment_error: null,
    };
  }

  function create(request: SeenRequest): Json {
    const intent: Intent = {
      id: `pi_other${intents.size + 1}`,
      amount: Number(value(request, 'amount')),
      currency: value(request, 'currency') ?? '',
      // The token stands for a card whose bank wants to ask the fan.
      status: value(request, 'confirmation_token') === 'ctoken_asks' ? 'requires_action' : 'requires_capture',
      metadata: group(request, 'metadata'),
    };
    intents.set(intent.id, intent);
    return shown(intent, request);
  }

  function move(type: Movement['type'], amount: number, fee: number, intent: Intent, source: Json): void {
    const { currency, id } = intent;
    const made = { ...source, id: String(source.id), payment_intent: id };
    movements.unshift({ id: `txn_other${movements.length + 1}`, type, amount, fee, currency, source: made });
  }

  function turn(id: string, status: Intent['status'], request: SeenRequest): Json | null {
    const intent = intents.get(id);
    if (!intent) return null;
    const isNew = intent.status !== status;
    intent.status = status;
    if (isNew && status === 'succeeded')
      move('charge', intent.amount, feeOf(intent.amount), intent, { id: `ch_${id}`, object: 'charge' });
    return shown(intent, request);
  }

  /** The first refund of an intent fails at the bank; the next ones are done. */
  function refund(request: SeenRequest): Json | null {
    const intent = intents.get(value(request, 'payment_intent') ?? '');
    if (!intent) return null;
    const isFirst = ![...refunds.values()].some(({ payment_intent: of }) => of === intent.id);
    const made: Json = {
      id: `re_other${refunds.size + 1}`,
      object: 'refund',
      payment_intent: intent.id,
      amount: Number(value(request, 'amount')),
      status: isFirst ? 'failed' : 'succeeded',
      ...(isFirst ? { failure_reason: 'declined' } : {}),
      metadata: group(request, 'metadata'),
    };
    refunds.set(String(made.id), made);
    if (!isFirst) move('refund', -Number(made.amount), 0, intent, made);
    return made;
  }

  function update(id: string, request: SeenRequest): Json | null {
    const found = disputes.get(id);
    if (!found) return null;
    const kept = { ...(found.evidence as Json), ...group(request, 'evidence') };
    const status = value(request, 'submit') === 'true' ? 'under_review' : found.status;
    disputes.set(id, { ...found, evidence: kept, status });
    return disputes.get(id) ?? null;
  }

  function listMovements(request: SeenRequest): Json {
    const after = movements.findIndex(({ id }) => id === value(request, 'starting_after'));
    const rest = movements.slice(after + 1);
    const data = rest.slice(0, pageSize).map((each) => ({
      ...each,
      object: 'balance_transaction',
      net: each.amount - each.fee,
      source: value(request, 'expand[0]') === 'data.source' ? each.source : each.source.id,
      created: nowS(),
    }));
    return { object: 'list', data, has_more: rest.length > pageSize, url: request.path };
  }

  const balance = (): Json => {
    const amount = movements.reduce((sum, { amount: each, fee }) => sum + each - fee, 0);
    return { object: 'balance', available: [{ amount, currency: 'usd' }], pending: [] };
  };

  const endpoints: Record<string, (request: SeenRequest, id: string) => Json | null> = {
    'POST /v1/payment_intents': create,
    'GET /v1/payment_intents/:id': (request, id) => {
      const intent = intents.get(id);
      return intent ? shown(intent, request) : null;
    },
    'POST /v1/payment_intents/:id/capture': (request, id) => turn(id, 'succeeded', request),
    'POST /v1/payment_intents/:id/cancel': (request, id) => turn(id, 'canceled', request),
    'POST /v1/refunds': refund,
    'GET /v1/refunds/:id': (_, id) => refunds.get(id) ?? null,
    'GET /v1/disputes/:id': (_, id) => disputes.get(id) ?? null,
    'POST /v1/disputes/:id': (request, id) => update(id, request),
    'POST /v1/files': (request) => ({
      id: `file_other${++files}`,
      object: 'file',
      purpose: value(request, 'purpose') ?? null,
    }),
    'GET /v1/balance_transactions': listMovements,
    'GET /v1/balance': balance,
    'GET /v1/events': () => ({ object: 'list', data: [], has_more: false, url: '/v1/events' }),
  };

  return {
    /** @returns the answer; null: there is no such thing */
    to(request: SeenRequest): Json | null {
      for (const [pattern, answer] of Object.entries(endpoints)) {
        const ids = matches(pattern, request);
        if (ids) return answer(request, ids[0] ?? '');
      }
      return null;
    },
    intents: () => intents.size,
    dispute(intentId: string): Json {
      const made: Json = {
        id: `dp_other${disputes.size + 1}`,
        object: 'dispute',
        payment_intent: intentId,
        charge: `ch_${intentId}`,
        amount: intents.get(intentId)?.amount,
        currency: intents.get(intentId)?.currency,
        reason: 'product_not_received',
        status: 'needs_response',
        evidence: {},
        evidence_details: { due_by: nowS() + dueInS, submission_count: 0 },
        enhanced_eligibility_types: [],
      };
      disputes.set(String(made.id), made);
      return made;
    },
  };
}
