/** One line on what is being done, with the seconds since the start. */
export function progress(text: string): void {
  process.stdout.write(`${process.uptime().toFixed(0).padStart(4)} s  ${text}\n`);
}
