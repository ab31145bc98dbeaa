/** `false < maybe < true`: `maybe` is what files and options alone cannot decide, such as the Go release. */
export type Truth = boolean | 'maybe';
export type TagTruth = (tag: string) => Truth;

/** A build constraint, ready to be asked (go/build/constraint). */
export type Constraint = (truth: TagTruth) => Truth;

const TOKEN = /\s*(\|\||&&|[!()]|[\p{L}\p{Nd}_.]+|\S)/gu;

/** Reads the expression behind `//go:build`; undefined when it is none, and Go then reports the file. */
export function parseGoBuild(text: string): Constraint | undefined {
  const tokens = tokenize(text);
  let at = 0;
  const take = (token: string) => tokens[at] === token && ++at > 0;

  const or = (): Constraint | undefined => chain(and, '||', anyOf);
  const and = (): Constraint | undefined => chain(not, '&&', allOf);
  const not = (): Constraint | undefined => {
    if (!take('!')) return atom();
    const operand = tokens[at] === '!' ? undefined : not();
    return operand && ((truth) => negated(operand(truth)));
  };
  const atom = (): Constraint | undefined => {
    if (take('(')) {
      const inner = or();
      return take(')') ? inner : undefined;
    }
    const tag = tokens[at++];
    return tag !== undefined && /^[\p{L}\p{Nd}_.]+$/u.test(tag) ? (truth) => truth(tag) : undefined;
  };
  const chain = (
    next: () => Constraint | undefined,
    operator: string,
    join: (parts: readonly Constraint[]) => Constraint,
  ) => {
    const parts: (Constraint | undefined)[] = [next()];
    while (take(operator)) parts.push(next());
    return parts.every((part) => part !== undefined) ? join(parts) : undefined;
  };

  const whole = or();
  return at === tokens.length ? whole : undefined;
}

/** Reads what follows `// +build`: words are alternatives, commas mean and, several lines mean and. */
export function parsePlusBuild(lines: readonly string[]): Constraint {
  return allOf(
    lines.map((line) =>
      anyOf(
        line
          .trim()
          .split(/\s+/)
          .map((clause) => allOf(clause.split(',').map(literal))),
      ),
    ),
  );
}

/** go/build/constraint, parsePlusBuildExpr: a word that is no tag stands for the tag `ignore`. */
function literal(word: string): Constraint {
  const isNegated = word.startsWith('!') && word !== '!' && !word.startsWith('!!');
  const name = isNegated ? word.slice(1) : word;
  const tag = /^[\p{L}\p{Nd}_.]+$/u.test(name) ? name : 'ignore';
  return isNegated ? (truth) => negated(truth(tag)) : (truth) => truth(tag);
}

function tokenize(text: string): string[] {
  return [...text.matchAll(TOKEN)].map(([, token]) => token!);
}

function negated(value: Truth): Truth {
  return value === 'maybe' ? value : !value;
}

function anyOf(parts: readonly Constraint[]): Constraint {
  return (truth) => worst(parts, truth, true);
}

function allOf(parts: readonly Constraint[]): Constraint {
  return (truth) => worst(parts, truth, false);
}

/** The first part with the deciding value decides; else one `maybe` leaves it open. */
function worst(parts: readonly Constraint[], truth: TagTruth, deciding: boolean): Truth {
  const values = parts.map((part) => part(truth));
  if (values.includes(deciding)) return deciding;
  return values.includes('maybe') ? 'maybe' : !deciding;
}
