// zod compiles its checks with `new Function` unless it is told not to before any schema is made; the page's policy forbids that.
globalThis.__zod_globalConfig = { jitless: true };
