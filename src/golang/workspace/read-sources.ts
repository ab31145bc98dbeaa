import type { FolderSources } from './folder-sources';

/** What was read in a folder, as text: most commands compare it with what they know, and need not understand it. */
export class ReadSources {
  private constructor(
    readonly text: string,
    private known: FolderSources | undefined,
  ) {}

  static of(sources: FolderSources): ReadSources {
    return new ReadSources(JSON.stringify(sources), sources);
  }

  static from(text: string): ReadSources {
    return new ReadSources(text, undefined);
  }

  get sources(): FolderSources {
    return (this.known ??= JSON.parse(this.text) as FolderSources);
  }
}
