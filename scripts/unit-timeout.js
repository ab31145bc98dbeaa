// A few unit specs start programs, which takes long on a machine that has other work.
jest.setTimeout(60_000);
