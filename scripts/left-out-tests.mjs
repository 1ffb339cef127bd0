// A reporter that lists the tests that were left out, by their reasons; nothing when all have run.
export default async function* leftOutTests(events) {
  const counts = new Map();
  for await (const { type, data } of events) {
    const { skip } = data;
    if (type !== 'test:pass' || skip === undefined || skip === false) continue;
    const reason = typeof skip === 'string' && skip !== '' ? skip : 'no reason given';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  for (const [reason, count] of counts) yield `  ${count} ${count === 1 ? 'test' : 'tests'}: ${reason}\n`;
}
