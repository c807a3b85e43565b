// What Lambda's runtime does with a handler, without the runtime: node invoke.cjs BUNDLE EVENT
const [bundle, event] = process.argv.slice(2);

void require(bundle).handler(JSON.parse(event), { getRemainingTimeInMillis: () => 60_000, logGroupName: '/aws/lambda/bench' });
