/** Who acts, and in which request. */
export interface Principal {
  /** A person's or a guest's id; `system` for Holdfast itself, or an import's id. */
  by: string;
  requestId: string | null;
}
