export type ServiceErrorKind = 'key' | 'quota' | 'refused' | 'down' | 'garbage';

/** A feed service's failure, with a message that names the remedy. */
export class ServiceError extends Error {
  readonly kind: ServiceErrorKind;
  constructor(kind: ServiceErrorKind, message: string) {
    super(message);
    this.name = 'ServiceError';
    this.kind = kind;
  }
}
