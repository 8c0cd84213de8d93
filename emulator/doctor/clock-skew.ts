import { notChecked, ok, warning, wrong, type Finding } from './finding.ts'
import type { Probe } from './s3-endpoint.ts'

const NOTICEABLE = 5_000
/** AWS: requests that are signed 15 minutes off are refused, as RequestTimeTooSkewed. */
const REFUSED = 15 * 60_000

/** Whether this machine's clock agrees with the S3's, as far as its Date header tells, which has whole seconds. */
export function checkClockSkew(probe: Probe): Finding {
  if ('error' in probe) return notChecked('the S3 does not answer')
  const there = Date.parse(probe.answer.headers.date ?? '')
  if (Number.isNaN(there)) return notChecked('the S3 does not tell its time')
  const here = (probe.askedAt + probe.answeredAt) / 2
  const difference = there + 500 - here
  const size = Math.abs(difference)
  if (size <= NOTICEABLE) return ok("this machine's clock agrees with the S3's")
  const finding = `this machine's clock is ${describe(size)} ${difference > 0 ? 'behind' : 'ahead of'} the S3's`
  return size > REFUSED
    ? wrong(`${finding}, which refuses what is signed more than 15 minutes off`, 'set the clock, by NTP for one')
    : warning(finding, 'set the clock, by NTP for one: from 15 minutes on the S3 refuses what is signed here')
}

const describe = (milliseconds: number): string =>
  milliseconds < 120_000 ? `${Math.round(milliseconds / 1000)} s` : `${Math.round(milliseconds / 60_000)} min`
