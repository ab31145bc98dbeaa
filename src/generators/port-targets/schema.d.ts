export interface PortTargetsGeneratorSchema {
  projects: string | string[];
  ports?: string | string[];
  checkPorts?: string | string[];
  remove?: boolean;
  style?: 'plugin' | 'explicit';
  cpu?: string;
  cgo?: 'off' | 'dynamic' | 'static';
}
