import { ask, jsonOf } from './ask.ts'
import type { Engine } from './docker.ts'
import { notChecked, notNeeded, ok, warning, wrong, type Finding } from './finding.ts'

/** Whether the image is there, or must be pulled first. */
export async function checkImage(
  image: string,
  { target }: Engine,
  isNeeded: boolean,
  signal: AbortSignal,
): Promise<Finding> {
  const unused = `only --s3 minio uses ${image}`
  if (!isNeeded && !target) return notNeeded(unused)
  if (!target) return notChecked('no Docker engine answers')
  const answer = await ask({ ...target, path: `/images/${encodeURI(image)}/json` }, signal)
  const isThere = answer.status === 200
  if (!isNeeded) return notNeeded(`${unused}${isThere ? ', which is here' : ''}`)
  if (isThere) return ok(`${image} is here`)
  if (answer.status === 404)
    return warning(`${image} is not here: the next start pulls it`, `to do it now: docker pull ${image}`)
  const said = jsonOf(answer)?.['message']
  const message = typeof said === 'string' ? said : answer.text.slice(0, 200)
  return wrong(`${image}: Docker answers ${answer.status}: ${message}`, 'choose another with --s3-image')
}

/** What testcontainers starts beside MinIO, unless told not to; its tag is of the version of testcontainers. */
const REAPER = 'testcontainers/ryuk'

/** Whether the reaper, which removes containers after a kill, is there, or is pulled first as well. */
export async function checkReaper(
  environment: NodeJS.ProcessEnv,
  { target }: Engine,
  isNeeded: boolean,
  signal: AbortSignal,
): Promise<Finding> {
  if (!isNeeded) return notNeeded('only --s3 minio without --s3-reuse uses one')
  if (environment['TESTCONTAINERS_RYUK_DISABLED'] === 'true')
    return ok('switched off: what a killed Outcrop leaves behind, the next start removes')
  if (!target) return notChecked('no Docker engine answers')
  const image = environment['RYUK_CONTAINER_IMAGE'] || REAPER
  const filters = encodeURIComponent(JSON.stringify({ reference: [image] }))
  const found = jsonOf(await ask({ ...target, path: `/images/json?filters=${filters}` }, signal))
  return Array.isArray(found) && found.length > 0
    ? ok(`${image} is here`)
    : warning(
        `${image}, which clears up after testcontainers, is not here: the next start pulls it`,
        'where it cannot be had: TESTCONTAINERS_RYUK_DISABLED=true does without it',
      )
}
