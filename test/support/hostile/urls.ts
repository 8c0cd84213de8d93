import * as fc from 'fast-check'
import type { Route } from './routes.ts'
import { inUrl } from './texts.ts'

/** Bucket and key as they are, so that most requests are about something that is there. */
const LABELS: Record<string, string[]> = { Bucket: ['fuzz-bucket'], 'Key+': ['a', 'a%20key', 'part/of'] }

const label = (name: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...(LABELS[name] ?? ['abcdefghijkl'])) }, inUrl)

/** Stands for the id of an upload that is there when the request is sent. */
export const UPLOAD_ID = '~upload~'

/** A URL of the route, its labels filled in. */
export function urlOf({ uri, parameters }: Route): fc.Arbitrary<string> {
  const names = Array.from(uri.matchAll(/\{([^}]+)\}/g), ([, name]) => name!)
  const labels = fc.tuple(...names.map(label))
  const query = fc.array(
    fc.tuple(fc.oneof(fc.constantFrom(...parameters, 'x-id', 'X-Amz-Date', '%00', '__proto__'), inUrl), inUrl),
    { maxLength: 3 },
  )
  return fc.tuple(labels, fc.oneof(query, fc.constant([]))).map(([values, pairs]) => {
    let next = 0
    const path = uri.replaceAll(/\{[^}]+\}/g, () => values[next++]!)
    const added = pairs.map(([name, value]) => `${name}=${name === 'uploadId' ? UPLOAD_ID : value}`).join('&')
    return added === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${added}`
  })
}

/** Ways to ask for a path that are none, or that few clients use. */
export const TARGETS: ((url: string) => string)[] = [
  (url) => `http://evil.example${url}`,
  (url) => `HTTP://localhost:80${url}`,
  (url) => `//evil.example${url}`,
  (url) => `/.${url}`,
  (url) => `${url}#fragment`,
  (url) => url.replaceAll('/', '\\'),
  (url) => `${url}%`,
  (url) => `${url}?${'a=b&'.repeat(3000)}`,
  (url) => url + '/..'.repeat(500),
  () => '*',
  () => '',
  (url) => url + 'x'.repeat(17_000),
]
