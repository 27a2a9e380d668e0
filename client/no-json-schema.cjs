/**
 * For the builds of both front ends: no screen makes a JSON Schema of a contract, and what zod has for it is a twentieth of a first page.
 * @param code of to-json-schema.js or json-schema-processors.js
 */
module.exports = code => {
  const declared = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const renamed = [...code.matchAll(/^export \{ \w+ as (\w+) \}/gm)].map(([, name]) => name);
  const none = "const none = () => { throw new TypeError('no JSON Schema in a browser'); };";
  const named = [...declared, ...renamed].map(name => `const _${name} = () => none; export { _${name} as ${name} };`);
  return [none, ...named].join('\n');
};
