import { commonEnv } from '../shim-settings';
import type { TestUnit } from '../unit';
import { sharingFields } from './why-apart';

/** Equal for units that can share a `go test`: each field with its value as text. */
export type SharingKey = ReadonlyMap<string, string>;

export function sharingKey(unit: TestUnit): SharingKey {
  const fields = Object.entries(sharingFields(unit)).filter(([, value]) => value !== undefined);
  const variables = Object.entries(commonEnv(unit.env)).filter(
    ([name, value]) => name !== 'PWD' && value !== undefined,
  );
  return new Map([
    ...fields.map(([name, value]) => [name, JSON.stringify(value)] as const),
    ...variables.map(([name, value]) => [`variable ${name}`, value!] as const),
  ]);
}

/** The names of the fields in which two keys differ. */
export function differences(one: SharingKey, other: SharingKey): string[] {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((name) => one.get(name) !== other.get(name)).sort();
}
