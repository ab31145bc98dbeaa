import type { Input } from './flatten';
import { DECLARED_INPUT } from './names';
import { asJson, type UndeclaredInput } from './undeclared';

/** Where a project's configuration holds the named input for what its tests read. */
export interface DeclarationPlace {
  /** From the workspace root. */
  readonly file: string;
  readonly path: readonly string[];
}

/** project.json, or the package.json that makes a project without one. */
export function declarationPlace(projectRoot: string, exists: (file: string) => boolean): DeclarationPlace {
  const at = (name: string) => (projectRoot === '.' ? name : `${projectRoot}/${name}`);
  if (!exists(at('project.json')) && exists(at('package.json'))) {
    return { file: at('package.json'), path: ['nx', 'namedInputs', DECLARED_INPUT] };
  }
  return { file: at('project.json'), path: ['namedInputs', DECLARED_INPUT] };
}

/** The entries that declare what was found; nothing for what no input can hold. */
export function declarations(found: readonly UndeclaredInput[]): Input[] {
  return found.filter(({ declare }) => declare !== '').map(({ declare }) => JSON.parse(declare) as Input);
}

/** A member of a JSON file with everything around it, on one line: `"a": { "b": [1] }`. */
export function jsonLine(path: readonly string[], value: unknown): string {
  const nested = path.slice(1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  return `${JSON.stringify(path[0])}: ${asJson(nested)}`;
}
