import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import {
  DECLARED_INPUT,
  declarationPlace,
  declarations,
  jsonLine,
  type TaskKey,
  type UndeclaredInput,
} from '../../task-key';
import type { Declaration } from '../../reports';

/** The line that declares all of it, together with what is declared already. */
export function declarationOf(found: readonly UndeclaredInput[], key: TaskKey, context: ExecutorContext): Declaration {
  const { root, projectName = '', targetName = '', target, projectsConfigurations } = context;
  const project = projectsConfigurations.projects[projectName];
  const place = declarationPlace(project?.root ?? '.', (file) => existsSync(join(root, file)));
  const more = declarations(found);
  if (more.length === 0) return { file: place.file };
  if (key.isDeclarable) {
    return {
      file: place.file,
      line: jsonLine(place.path, [...(project?.namedInputs?.[DECLARED_INPUT] ?? []), ...more]),
    };
  }
  // A target with inputs of its own, which do not ask for the named input.
  const inputs = [...(target?.inputs ?? ['default', '^default']), ...more];
  return { file: place.file, line: jsonLine([...place.path.slice(0, -2), 'targets', targetName, 'inputs'], inputs) };
}
