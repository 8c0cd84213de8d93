// Writes docs/minio-differences.md from the table that the tests run on: node test/suites/s3/write-minio-differences.ts
import { writeFileSync } from 'node:fs'
import type { Difference } from './difference.ts'
import { S3_BEHAVIOURS } from './groups.ts'
import { ANSWERED_BY_THE_DOOR, MINIO_DIFFERENCES } from './minio-differences.ts'

const count = Object.values(S3_BEHAVIOURS).flat().length
const differing = MINIO_DIFFERENCES.flatMap(({ gives }) => Object.keys(gives)).length

const INTRODUCTION = `# Where MinIO is not like the embedded S3

This page is printed from the table that the tests run on (\`node test/suites/s3/write-minio-differences.ts\`; a test holds it
against them). ${count} behaviours of S3 are observed over HTTP (\`test/suites/s3\`): on the embedded S3, on the embedded S3 behind
the face that forwards to another, on MinIO by its own URL, and on MinIO through Outcrop's door. In ${count - differing} of them all are alike. In the
other ${differing} MinIO does what stands here: the tests demand exactly that, so that a difference that goes away is noticed too.

MinIO is the release of 2025-09-07, the last that its makers published as an image. Which side AWS is on is taken from its
documents: nobody has run these behaviours on AWS. \`OUTCROP_TEST_S3_ENDPOINT\` has them run there
([test/README.md](../test/README.md)). Values are what the test observes, such as a status and a code; \`–\` is nothing.
`

const SIDES: Record<Difference['aws'], string> = {
  embedded: 'AWS does as the embedded S3',
  MinIO: 'AWS does as MinIO',
  unknown: 'Which of them AWS is like is not known',
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value, (_name, member: unknown) => (member === undefined ? '–' : member)) ?? '–'
  return `\`${text
    .replaceAll('"–"', '–')
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('|', '\\|')}\``
}

const sourceOf = ({ aws, source }: Difference): string => {
  const links = source.split(' and ').map((part) => (part.startsWith('https:') ? `<${part}>` : part))
  return `${SIDES[aws]} (${links.join(' and ')}).`
}

function toSection(difference: Difference): string {
  const { group, minio, because, gives } = difference
  const rows = Object.entries(gives).map(([says, given]) => {
    const { expected } = S3_BEHAVIOURS[group]!.find((each) => each.says === says)!
    return `| ${says.replaceAll('|', '\\|').replaceAll('<', '\\<')} | ${show(expected)} | ${show(given)} |`
  })
  return [
    `**MinIO ${minio}.** ${because} ${sourceOf(difference)}`,
    '',
    '| behaviour | embedded | MinIO |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** The whole page; prettier lays out its tables. */
export function minioPage(): string {
  const groups = Object.keys(S3_BEHAVIOURS).flatMap((group) => {
    const own = MINIO_DIFFERENCES.filter((difference) => difference.group === group)
    return own.length === 0 ? [] : [`## ${group[0]!.toUpperCase()}${group.slice(1)}`, ...own.map(toSection)]
  })
  const answered = Object.entries(ANSWERED_BY_THE_DOOR).flatMap(([group, all]) =>
    all.map((says) => `- ${group}: ${says}`),
  )
  const door = ['## Through the door', 'Outcrop answers these by itself, as the embedded S3 does:', answered.join('\n')]
  return `${[INTRODUCTION, ...groups, ...door].join('\n\n')}\n`
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(new URL('../../../docs/minio-differences.md', import.meta.url), minioPage())
