/** Who acts, and in which request. */
export interface Principal {
  /** A person's, a guest's or an API key's id; `system` for Holdfast itself, or an import's id. */
  by: string;
  requestId: string | null;
}
