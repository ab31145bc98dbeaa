export interface CiWorkflowGeneratorSchema {
  ci?: 'github' | 'gitlab' | 'circleci' | 'azure' | 'bitbucket-pipelines';
  name?: string;
  ports?: string | string[];
  nativeArm64?: 'auto' | 'always' | 'never';
  nativeLabels?: string | string[];
  affected?: boolean;
  distribute?: 'nx-agents';
  goVersionFile?: string;
  shards?: number;
  coverage?: boolean;
  qemuImage?: string;
  overwrite?: boolean;
}
