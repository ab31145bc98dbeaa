import { median } from './measure.mjs';

const UNITS = { seconds: 'wall-clock', cpu: 'CPU' };
const HEAD = ['tasks run', 'baseline', 'plugin', 'with --batch', 'ratios', 'goal', 'floor (Go alone)', 'tests started'];

/** The Markdown table of all cases: medians of the rounds, of wall-clock or of processor seconds. */
export function table(cases, results, unit) {
  const head = [`${UNITS[unit]} seconds`, ...HEAD];
  const rows = Object.entries(cases).map(([key, one]) => row(one, results[key], unit));
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `tasks run` and `tests started` read baseline / plugin / with --batch, `ratios` plugin and --batch to the baseline. */
function row({ name, goal }, { baseline, plugin, batch, go }, unit) {
  const of = (runs) => median(runs.map((run) => run[unit]));
  const all = (count) => [baseline, plugin, batch].map((runs) => count(runs.at(-1))).join(' / ');
  const ratios = [plugin, batch].map((runs) => of(runs) / of(baseline));
  return [
    name,
    all(({ ran }) => ran.length),
    ...[baseline, plugin, batch].map((runs) => of(runs).toFixed(1)),
    ratios.map((ratio) => ratio.toFixed(2)).join(' / '),
    `<= ${goal}${missed(ratios, goal)}`,
    go.length > 0 ? of(go).toFixed(1) : '–',
    all(({ started }) => started),
  ];
}

function missed([plugin, batch], goal) {
  if (batch > goal) return plugin > goal ? ', missed by both' : ', missed with --batch';
  return plugin > goal ? ', met with --batch only' : '';
}
