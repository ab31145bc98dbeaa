/** A port to add or to remove. */
export interface PortChange {
  readonly id: string;
  /** As an item of `ports` in nx.json. */
  readonly entry: string | Readonly<Record<string, unknown>>;
  /** As options of a target. */
  readonly options: Readonly<Record<string, unknown>>;
}

export interface PortChanges {
  readonly ports: readonly PortChange[];
  readonly checkPorts: readonly PortChange[];
  readonly remove: boolean;
}
