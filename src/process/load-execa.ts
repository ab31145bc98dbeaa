type Execa = typeof import('execa', { with: { 'resolution-mode': 'import' } });

let loading: Promise<Execa> | undefined;

/** execa is ESM only and this package is CommonJS: a real dynamic import, in this one place. */
export function loadExeca(): Promise<Execa> {
  return (loading ??= import('execa'));
}
