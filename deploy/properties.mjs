/** With PROPERTY_SEED, property tests try the same cases in every run, so that what a gate refuses can be had again. Without it each run tries others. */
if (process.env.PROPERTY_SEED) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });
}
