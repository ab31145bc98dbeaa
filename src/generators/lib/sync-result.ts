/** What a sync generator tells `nx sync` when something was out of sync; Nx has no public type for it. */
export interface SyncResult {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}
