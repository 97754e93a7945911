/** Where each state stands in its drawing, by hand: the way goes from left to right, ends stand at the edge. */

export interface Place {
  x: number;
  y: number;
  w: number;
}
export interface DrawingPlan {
  height: number;
  places: Record<string, Place>;
  /** A frame around nested states. */
  group?: { name: string; x: number; y: number; w: number; h: number };
  /** Drawn grey even when nothing came that way: the rest would only be a tangle. */
  mainWay: readonly string[];
  /** What a guard rules out though the parent state has the edge: the purge is halted while a payment is under way. */
  never?: readonly string[];
  /** States that only matter once one of `after` was reached; hidden until then. */
  aftermath?: { after: readonly string[]; states: readonly string[]; heightBefore: number };
  /** Bends by hand, in the form `from>to`: an SVG path, and where its words stand. */
  bends?: Record<
    string,
    { d: string; words: readonly [x: number, y: number]; dot?: readonly [x: number, y: number] }
  >;
}

/** Width of every drawing in its own units; height of a state's box. */
export const drawingWidth = 372;
export const boxHeight = 24;

const columns = [4, 100, 196, 292] as const;
const at = (column: 0 | 1 | 2 | 3, y: number): Place => ({ x: columns[column], y, w: 76 });

export const plans: Record<string, DrawingPlan> = {
  reservation: {
    height: 204,
    group: { name: 'pending', x: 4, y: 20, w: 206, h: 138 },
    places: {
      'pending.holding': { x: 28, y: 40, w: 80 },
      'pending.paying': { x: 120, y: 110, w: 80 },
      expired: { x: 284, y: 22, w: 84 },
      cancelled: { x: 284, y: 56, w: 84 },
      paid: { x: 284, y: 110, w: 84 },
      refunded: { x: 284, y: 144, w: 84 },
      failed: { x: 284, y: 178, w: 84 },
    },
    mainWay: [
      'pending.holding>pending.paying',
      'pending.paying>pending.holding',
      'pending.holding>expired',
      'pending.holding>cancelled',
      'pending.paying>paid',
      'pending.paying>failed',
    ],
    never: ['pending.paying>expired'],
    bends: {
      'pending.holding>pending.paying': {
        d: 'M52 64 C52 104 84 122 119 122',
        words: [30, 116],
        dot: [58, 94],
      },
      'pending.paying>pending.holding': {
        d: 'M166 110 C166 76 142 54 109 52',
        words: [146, 62],
        dot: [158, 78],
      },
      'pending.holding>expired': { d: 'M108 46 C170 40 220 34 283 34', words: [246, 30], dot: [196, 37] },
      'pending.holding>cancelled': { d: 'M108 52 C180 56 220 68 283 68', words: [246, 64], dot: [196, 60] },
      'pending.paying>paid': { d: 'M200 122 H283', words: [254, 117], dot: [214, 122] },
      'pending.paying>failed': { d: 'M176 134 C184 172 220 190 283 190', words: [238, 182], dot: [206, 172] },
      'paid>refunded': { d: 'M326 134 V143', words: [256, 158], dot: [340, 139] },
    },
  },
  payment: {
    height: 178,
    places: {
      created: at(0, 12),
      confirming: at(1, 12),
      requiresAction: at(2, 12),
      authorized: at(3, 12),
      capturing: at(3, 60),
      succeeded: at(2, 60),
      voiding: at(1, 60),
      canceled: at(0, 60),
      failed: at(0, 94),
      disputed: at(2, 106),
      partiallyRefunded: at(3, 106),
      lost: at(1, 150),
      won: at(2, 150),
      refunded: at(3, 150),
    },
    aftermath: {
      after: ['succeeded', 'partiallyRefunded', 'refunded', 'disputed', 'won', 'lost'],
      states: ['partiallyRefunded', 'refunded', 'disputed', 'won', 'lost'],
      heightBefore: 124,
    },
    mainWay: [
      'created>confirming',
      'confirming>requiresAction',
      'requiresAction>authorized',
      'authorized>capturing',
      'capturing>succeeded',
    ],
    bends: {
      'confirming>authorized': { d: 'M138 12 C150 0 320 0 330 11', words: [234, 6], dot: [234, 3] },
      'succeeded>refunded': {
        d: 'M264 84 C268 112 282 122 282 146 C282 158 285 162 291 162',
        words: [282, 140],
        dot: [282, 140],
      },
      'confirming>failed': {
        d: 'M112 36 C104 46 90 50 90 74 C90 96 90 106 81 106',
        words: [90, 80],
        dot: [90, 80],
      },
      'requiresAction>failed': {
        d: 'M206 36 C196 50 92 44 90 74 C90 96 90 106 81 106',
        words: [90, 80],
        dot: [90, 80],
      },
      'capturing>failed': { d: 'M304 84 C280 112 120 106 81 106', words: [190, 104], dot: [190, 106] },
    },
  },
  refund: {
    height: 78,
    places: { requested: at(0, 10), sending: at(1, 10), done: at(3, 10), failed: at(2, 48) },
    mainWay: ['requested>sending', 'sending>done', 'sending>failed', 'failed>sending'],
  },
  listing: {
    height: 108,
    places: {
      draft: at(0, 10),
      submitted: at(1, 10),
      live: at(2, 10),
      ended: at(3, 10),
      rejected: at(1, 74),
      paused: at(2, 74),
      withdrawn: at(3, 74),
    },
    mainWay: [
      'draft>submitted',
      'submitted>live',
      'live>ended',
      'live>paused',
      'paused>live',
      'submitted>rejected',
      'rejected>submitted',
      'live>withdrawn',
    ],
  },
  import: {
    height: 78,
    places: {
      uploaded: at(0, 10),
      checked: at(1, 10),
      applying: at(2, 10),
      done: at(3, 10),
      failed: at(3, 48),
    },
    mainWay: ['uploaded>checked', 'checked>applying', 'applying>done', 'applying>failed'],
  },
};
