/** A named input, empty unless the user fills it in project.json: what the tests read and nobody else can know. */
export const DECLARED_INPUT = 'goDeclared';
