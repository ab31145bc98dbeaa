import { median } from './measure.mjs';

const HEAD = ['case', 'tasks run', 'baseline', 'plugin', 'ratio', 'goal', 'floor (Go alone)', 'tests started'];

/** The Markdown table of all cases: medians of the rounds. */
export function table(cases, results) {
  const rows = Object.entries(cases).map(([key, one]) => row(one, results[key]));
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `tasks run` and `tests started` read baseline / plugin. */
function row({ name, goal }, { baseline, plugin, go }) {
  const seconds = (runs) => median(runs.map((run) => run.seconds));
  const both = (count) => `${count(baseline.at(-1))} / ${count(plugin.at(-1))}`;
  const ratio = seconds(plugin) / seconds(baseline);
  return [
    name,
    both(({ ran }) => ran.length),
    `${seconds(baseline).toFixed(1)} s`,
    `${seconds(plugin).toFixed(1)} s`,
    ratio.toFixed(2),
    `<= ${goal}${ratio <= goal ? '' : ', missed'}`,
    go.length > 0 ? `${seconds(go).toFixed(1)} s` : '–',
    both(({ started }) => started),
  ];
}
