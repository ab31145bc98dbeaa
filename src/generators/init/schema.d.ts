export interface InitGeneratorSchema {
  ports?: string | string[];
  keepExistingVersions?: boolean;
  skipFormat?: boolean;
}
