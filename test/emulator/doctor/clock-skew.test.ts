import { expect, test } from 'vitest'
import { checkClockSkew } from '../../../emulator/doctor/clock-skew.ts'
import type { Probe } from '../../../emulator/doctor/s3-endpoint.ts'

const NOW = Date.UTC(2026, 10, 21, 12)

/** An S3 whose clock is so many milliseconds ahead of ours, asked half a second before noon and answering half a second after. */
const probe = (ahead: number): Probe => ({
  askedAt: NOW - 500,
  answeredAt: NOW + 500,
  answer: { status: 403, text: '', headers: { date: new Date(NOW + ahead).toUTCString() } },
})

test.each([0, 4_000, -4_000])('%i ms are no matter', (ahead) => {
  expect(checkClockSkew(probe(ahead)).status).toBe('ok')
})

test.each([
  [7_000, 'warning', '8 s behind'],
  [-60_000, 'warning', '60 s ahead of'],
  [14 * 60_000, 'warning', '14 min behind'],
  [-16 * 60_000, 'wrong', '16 min ahead of'],
  [3_600_000, 'wrong', '60 min behind'],
])('%i ms are %s', (ahead, status, words) => {
  const finding = checkClockSkew(probe(ahead))
  expect(finding).toMatchObject({
    status,
    finding: expect.stringContaining(`this machine's clock is ${words} the S3's`),
  })
  expect(finding.remedy).toContain('set the clock')
})

test.each([
  ['does not answer', { error: new Error('ECONNREFUSED') }],
  ['does not tell its time', { askedAt: NOW, answeredAt: NOW, answer: { status: 200, text: '', headers: {} } }],
] as [string, Probe][])('of an S3 that %s nothing is said', (words, given) => {
  expect(checkClockSkew(given)).toEqual({ status: 'skipped', finding: `not checked: the S3 ${words}` })
})
