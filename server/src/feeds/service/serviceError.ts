export type ServiceErrorKind = 'key' | 'quota' | 'refused' | 'down' | 'garbage';

/** A service that doesn't give what was asked for, in words that name what to do. */
export class ServiceError extends Error {
  readonly kind: ServiceErrorKind;
  constructor(kind: ServiceErrorKind, message: string) {
    super(message);
    this.name = 'ServiceError';
    this.kind = kind;
  }
}
