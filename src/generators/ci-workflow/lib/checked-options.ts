import { invalidGeneratorOption, unknownLabelPort } from '../../errors';
import { formatPort, parsePort } from '../../../ports';
import { portList } from '../../lib/port-list';
import type { CiWorkflowGeneratorSchema } from '../schema';
import type { Leg } from './leg';

export type Provider = NonNullable<CiWorkflowGeneratorSchema['ci']>;

/** The options with their defaults, as far as they can be judged without looking at the workspace. */
export interface CheckedOptions {
  readonly ci: Provider;
  readonly name: string;
  readonly ports: readonly string[];
  readonly nativeArm64: 'auto' | 'always' | 'never';
  readonly nativeLabels: readonly string[];
  readonly affected: boolean;
  readonly distribute?: 'nx-agents';
  readonly goVersionFile?: string;
  readonly shards: number;
  readonly coverage: boolean;
  readonly qemuImage?: string;
}

const PROVIDERS: readonly Provider[] = ['github', 'gitlab', 'circleci', 'azure', 'bitbucket-pipelines'];
const NATIVE = ['auto', 'always', 'never'] as const;
const IMAGE = /^[a-z0-9][\w.:/-]*(@sha256:[0-9a-f]{64})?$/;
// CircleCI's own machines are called namespace/name.
const LABEL = /^[A-Za-z0-9][\w.-]*(\/[\w.-]+)?$/;

/** What ends up in a workflow holds no character that YAML, a shell or GitHub's expressions would take for their own. */
export function checkedOptions(schema: CiWorkflowGeneratorSchema): CheckedOptions {
  const { ci = 'github', name = 'Go ports', nativeArm64 = 'auto', shards = 1, qemuImage, distribute } = schema;
  if (!PROVIDERS.includes(ci)) throw invalidGeneratorOption('ci', ci, `one of ${PROVIDERS.join(', ')}`);
  if (!NATIVE.includes(nativeArm64)) {
    throw invalidGeneratorOption('nativeArm64', nativeArm64, `one of ${NATIVE.join(', ')}`);
  }
  if (distribute !== undefined && distribute !== 'nx-agents') {
    throw invalidGeneratorOption('distribute', distribute, "'nx-agents'");
  }
  if (!Number.isInteger(shards) || shards < 1 || shards > 64) {
    throw invalidGeneratorOption('shards', shards, 'a number from 1 to 64');
  }
  if (qemuImage !== undefined && !IMAGE.test(qemuImage)) {
    throw invalidGeneratorOption('qemuImage', qemuImage, 'the name of an image, with a tag or a digest');
  }
  return {
    ci,
    name,
    nativeArm64,
    shards,
    ports: portList(schema.ports),
    nativeLabels: labelList(schema.nativeLabels),
    affected: schema.affected ?? true,
    coverage: schema.coverage ?? false,
    ...(distribute === undefined ? {} : { distribute }),
    ...(schema.goVersionFile === undefined ? {} : { goVersionFile: schema.goVersionFile }),
    ...(qemuImage === undefined ? {} : { qemuImage }),
  };
}

/** Labels by port id. */
export function labelsById(texts: readonly string[], legs: readonly Leg[]): Record<string, string> {
  const entries = texts.map((text) => {
    const at = text.indexOf('=');
    const [port, label] = [text.slice(0, at), text.slice(at + 1)];
    if (at < 1 || !LABEL.test(label))
      throw invalidGeneratorOption('nativeLabels', text, "texts such as 's390x=my-label'");
    const leg = legs.find(({ id }) => id === port) ?? legs.find((one) => isSame(one, port));
    if (leg === undefined)
      throw unknownLabelPort(
        port,
        legs.map(({ id }) => id),
      );
    return [leg.id, label];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function isSame(leg: Leg, text: string): boolean {
  return formatPort(leg.port) === formatPort(parsePort(text));
}

/** From the command line a text with commas, which no label holds. */
function labelList(labels: string | readonly string[] | undefined): string[] {
  const list = typeof labels === 'string' ? [labels] : (labels ?? []);
  return list
    .flatMap((item) => item.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
