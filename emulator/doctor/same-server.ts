const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Whether two addresses mean one server: this machine has several names. Port 0 is any. */
export function isSameServer(here: URL, there: URL): boolean {
  const isSameHost = here.hostname === there.hostname || [here, there].every(({ hostname }) => LOOPBACK.has(hostname))
  return isSameHost && here.protocol === there.protocol && (here.port === there.port || here.port === '0')
}
