import { shellEnvironment } from '../client-environment.ts'
import { ok, warning, type Finding } from './finding.ts'
import { isSameServer } from './same-server.ts'

/** Whether programs that are started from this shell find Outcrop. Names of variables are said, never their values. */
export async function checkClientVariables(url: string, region: string, present: NodeJS.ProcessEnv): Promise<Finding> {
  const reasons = [...misleading(url, region, present), ...proxied(url, present), ...elsewhere(url, present)]
  if (reasons.length > 0)
    return warning(
      `programs started here may go past Outcrop: ${reasons.join(', ')}`,
      'in the shell of the clients: eval "$(outcrop env)", or start them with outcrop exec --',
    )
  return ok(
    present['AWS_ENDPOINT_URL'] === undefined
      ? 'nothing leads SDKs past Outcrop; AWS_ENDPOINT_URL is not set, eval "$(outcrop env)" does it'
      : 'AWS_ENDPOINT_URL leads SDKs to Outcrop, and nothing past it',
  )
}

const isSet = (present: NodeJS.ProcessEnv, name: string): boolean => (present[name] ?? '') !== ''

/** Variables that must not be set. */
function misleading(url: string, region: string, present: NodeJS.ProcessEnv): string[] {
  const needed = shellEnvironment(url, region, present)
  return Object.keys(needed)
    .filter((name) => needed[name] === undefined && isSet(present, name))
    .map((name) => `${name} is set`)
}

const PROXY = /^(?:HTTP|ALL)_PROXY$/i

/** Proxies that Outcrop's address is not excepted from. HTTPS_PROXY is for addresses that begin with https. */
function proxied(url: string, present: NodeJS.ProcessEnv): string[] {
  const host = new URL(url).hostname
  const isExcepted = ['NO_PROXY', 'no_proxy'].some((name) =>
    (present[name] ?? '').split(',').some((exception) => ['*', host].includes(exception.trim())),
  )
  if (isExcepted) return []
  return Object.keys(present)
    .filter((name) => PROXY.test(name) && isSet(present, name))
    .map((name) => `${name} is set and NO_PROXY does not name ${host}`)
}

function elsewhere(url: string, present: NodeJS.ProcessEnv): string[] {
  const given = present['AWS_ENDPOINT_URL'] ?? ''
  if (given === '') return []
  if (!URL.canParse(given)) return ['AWS_ENDPOINT_URL is no URL']
  const there = new URL(given)
  return isSameServer(new URL(url), there) ? [] : [`AWS_ENDPOINT_URL leads to ${there.origin}`]
}
