import { CrossTestError } from './cross-test-error';

export function fileUnreadable(file: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `${file} is missing or no valid JSON, so it was not changed.`,
    `Mend ${file}, then run the generator again.`,
  );
}
