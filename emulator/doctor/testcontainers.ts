import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { notNeeded, ok, wrong, type Finding } from './finding.ts'

const NAME = '@testcontainers/minio'
const NEEDED_MAJOR = 12
const INSTALL = `npm install --save-dev ${NAME}`

/** Gives the version that would be loaded; throws where there is none. */
export type VersionOf = (name: string) => string

const installedVersion: VersionOf = (name) => {
  const { version } = JSON.parse(readFileSync(findPackageJSON(name, import.meta.url)!, 'utf8')) as { version: string }
  return version
}

/** Whether the package that starts MinIO is there: an optional one, that is not installed with Outcrop. */
export async function checkTestcontainers(
  isNeeded: boolean,
  versionOf: VersionOf = installedVersion,
): Promise<Finding> {
  const version = versionIfAny(versionOf)
  if (!isNeeded) return notNeeded(`only --s3 minio uses ${NAME}${version ? `; ${version} is installed` : ''}`)
  if (version === undefined) return wrong(`${NAME} is not installed`, INSTALL)
  return Number.parseInt(version, 10) >= NEEDED_MAJOR
    ? ok(`${NAME} ${version}`)
    : wrong(`${NAME} ${version} is older than ${NEEDED_MAJOR}`, `${INSTALL}@latest`)
}

function versionIfAny(versionOf: VersionOf): string | undefined {
  try {
    return versionOf(NAME)
  } catch {
    return undefined
  }
}
