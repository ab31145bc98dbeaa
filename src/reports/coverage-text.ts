import { coverageOf, percentText, type Coverage, type Profile } from '../results';

/** A line per port and one for all of them, which also says where the profile is. */
export function coverageText(
  ports: readonly { readonly port: string; readonly profile: Profile }[],
  merged: Profile,
  file: string,
): string {
  const rows = [...ports.map(({ port, profile }) => [port, line(coverageOf(profile))] as const)];
  const all = ['all ports', `${line(coverageOf(merged))} · ${file}`] as const;
  const width = Math.max(...[...rows, all].map(([name]) => name.length));
  return [...rows, all].map(([name, text]) => `${name.padEnd(width)}  ${text}\n`).join('');
}

function line(coverage: Coverage): string {
  const { statements } = coverage;
  return `${percentText(coverage).padStart(6)} of ${statements} ${statements === 1 ? 'statement' : 'statements'}`;
}
