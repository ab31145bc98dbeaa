/** The words by which docker, podman and nerdctl show a folder or file in a container. `--mount` takes a line of CSV. */
export function bindMount(source: string, target: string, access: 'readonly' | 'writable'): string[] {
  const fields = ['type=bind', `source=${source}`, `target=${target}`, ...(access === 'readonly' ? ['readonly'] : [])];
  const quote = (field: string) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return ['--mount', fields.map(quote).join(',')];
}
