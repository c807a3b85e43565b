// Preloaded into every contestant: reports when its first request was sent and answered, and ends the process there.
const { subscribe } = require('node:diagnostics_channel');
const { writeSync } = require('node:fs');

let sent;

subscribe('http.client.request.start', () => {
  sent ??= process.hrtime.bigint();
});

subscribe('http.client.response.finish', () => {
  const answered = process.hrtime.bigint();
  const { maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ sent: String(sent), answered: String(answered), kibibytes: maxRSS }));
  process.exit(0);
});
