/** What a filter for projects looks at. */
export interface FilteredProject {
  readonly name: string;
  readonly root: string;
  readonly tags: readonly string[];
}

/** What Nx looks at to choose defaults: the target, and the project that it belongs to. */
export interface DefaultsQuery {
  readonly targetName: string;
  readonly executor?: string;
  readonly project: FilteredProject;
  /** Whether project.json or package.json name the executor: Nx takes no plugin for the target's source then. */
  readonly isOwn: boolean;
}
