/** What nx.json calls this plugin: the name of the package. */
export const PLUGIN = 'nx-go-cross';
