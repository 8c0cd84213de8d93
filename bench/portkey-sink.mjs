// Loaded before Portkey's gateway by bench/translate-process.ts: stands for S3, so that an upload of a batch file, which is
// where the gateway turns lines into records, goes nowhere. Says on stderr, as JSON, the CPU seconds from the upload's
// first request to its last.
let before
let byteCount = 0

const answers = {
  start() {
    before = process.cpuUsage()
    return new Response('<UploadId>upload</UploadId>')
  },
  part(body) {
    byteCount += body.length
    return new Response('', { headers: { ETag: '"part"' } })
  },
  end() {
    const { user, system } = process.cpuUsage(before)
    const megabytes = process.resourceUsage().maxRSS / 1000
    process.stderr.write(`${JSON.stringify({ seconds: (user + system) / 1e6, byteCount, megabytes })}\n`)
    return new Response('<Done/>')
  },
}

globalThis.fetch = async (url, { method, body } = {}) => {
  const { hostname, searchParams } = new URL(url)
  if (!hostname.endsWith('.amazonaws.com')) throw new Error(`nothing is asked of ${hostname} here`)
  if (searchParams.has('uploads')) return answers.start()
  return method === 'PUT' ? answers.part(body) : answers.end()
}
