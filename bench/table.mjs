import { median } from './measure.mjs';

const UNITS = { seconds: 'wall-clock', cpu: 'CPU' };
const HEAD = [
  'tasks run',
  'tests started',
  'baseline',
  'plugin',
  'as a batch',
  'empty plugin',
  'Go alone',
  'limit',
  'goals',
];
const SIDES = ['baseline', 'plugin', 'batch', 'empty', 'go'];
const OF_NX = ['baseline', 'plugin', 'batch'];

/** The Markdown table of all cases: medians of the rounds, of wall-clock or of processor seconds. */
export function table(cases, results, unit) {
  const rows = Object.entries(cases).map(([key, one]) => row(one, results[key], unit));
  return markdown([`${UNITS[unit]} seconds`, ...HEAD], rows);
}

function row({ name, goals = {} }, runs, unit) {
  const all = (count) => OF_NX.map((side) => (runs[side] ? count(runs[side].at(-1)) : '–')).join(' / ');
  const of = medians(runs, unit);
  return [
    name,
    all(({ ran }) => ran.length),
    all(({ started }) => started),
    ...[...SIDES, 'limit'].map((side) => of[side]?.toFixed(1) ?? '–'),
    Object.entries(goals)
      .map(([side, goal]) => judged(side, goal, of))
      .join('; '),
  ];
}

/** Of each side that took part; and the limit, what cannot be saved: Nx's own replay of as many tasks, and Go's work. */
function medians(runs, unit) {
  const of = Object.fromEntries(Object.entries(runs).map(([side, all]) => [side, median(all.map((run) => run[unit]))]));
  return of.empty === undefined ? of : { ...of, limit: of.empty + (of.go ?? 0) };
}

function judged(side, [other, wanted], of) {
  const ratio = of[side] / of[other];
  return `${side} ${ratio.toFixed(2)} × ${other} (≤ ${wanted}${ratio > wanted ? ', missed' : ''})`;
}

const STEP_HEAD = ['projects', 'seconds', 'CPU seconds', 'MB', 'growth of each', 'of the number of projects'];

/** How each step of a batch grows with the number of projects, where several numbers were measured. */
export function growthTable(cases, results) {
  const steps = new Set(Object.values(cases).flatMap(({ step }) => (step === undefined ? [] : [step])));
  const rows = [...steps].flatMap((step) => growth(Object.keys(cases).filter((key) => cases[key].step === step)));
  return rows.length === 0 ? '' : markdown(['step, as a batch', ...STEP_HEAD], rows);

  function growth(keys) {
    const sizes = keys.map((key) => ({ ...sizeOf(results[key].batch), name: cases[key].step }));
    return sizes.map((size, i) => {
      const before = sizes[i - 1];
      const ratio = (what) => (size[what] / before[what]).toFixed(1);
      const grown = before ? [['seconds', 'cpu', 'megabytes'].map(ratio).join(' / '), ratio('projects')] : ['–', '–'];
      const figures = [size.seconds.toFixed(1), size.cpu.toFixed(1), `${size.megabytes} (${size.program})`];
      return [size.name, size.projects, ...figures, ...grown];
    });
  }
}

function sizeOf(runs) {
  const of = (value) => median(runs.map(value));
  const last = runs.at(-1);
  return {
    projects: new Set([...last.ran, ...last.replayed].map((task) => task.split(':')[0])).size,
    seconds: of(({ seconds }) => seconds),
    cpu: of(({ cpu }) => cpu),
    megabytes: of(({ peak }) => peak.megabytes),
    program: last.peak.program,
  };
}

export function markdown(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
