export type TroubleKind = 'key' | 'quota' | 'refused' | 'down' | 'garbage';

/** A service that doesn't give what was asked for, in words that name what to do. */
export class ServiceTrouble extends Error {
  readonly kind: TroubleKind;
  constructor(kind: TroubleKind, message: string) {
    super(message);
    this.name = 'ServiceTrouble';
    this.kind = kind;
  }
}
