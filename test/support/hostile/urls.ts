import * as fc from 'fast-check'
import type { Route } from './routes.ts'
import { inUrl, rarely } from './texts.ts'

/** Bucket and key as they are, so that most requests are about something that is there. */
const LABELS: Record<string, string[]> = { Bucket: ['fuzz-bucket'], 'Key+': ['a', 'a%20key', 'part/of'] }

const label = (name: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...(LABELS[name] ?? ['abcdefghijkl'])) }, inUrl)

/** Stands for the id of an upload that is there when the request is sent. */
export const UPLOAD_ID = '~upload~'

type Pair = [name: string, value: string]

/** Those that make the request what it is, most of the time as they should be. */
const neededPairs = ({ neededParameters }: Route): fc.Arbitrary<Pair[]> =>
  fc
    .tuple(...neededParameters.map((name) => rarely(inUrl, name === 'uploadId' ? UPLOAD_ID : '1', 3)))
    .map((values) => values.map((value, at): Pair => [neededParameters[at]!, value]))

const otherPairs = ({ parameters }: Route): fc.Arbitrary<Pair[]> => {
  const name = fc.oneof(fc.constantFrom(...parameters, 'x-id', 'X-Amz-Date', '%00', '__proto__'), inUrl)
  return fc.oneof(fc.constant<Pair[]>([]), fc.array(fc.tuple(name, inUrl), { maxLength: 3 }))
}

/** A URL of the route, its labels filled in. */
export function urlOf(route: Route): fc.Arbitrary<string> {
  const { uri } = route
  const names = Array.from(uri.matchAll(/\{([^}]+)\}/g), ([, name]) => name!)
  const labels = fc.tuple(...names.map(label))
  return fc.tuple(labels, neededPairs(route), otherPairs(route)).map(([values, needed, others]) => {
    let next = 0
    const path = uri.replaceAll(/\{[^}]+\}/g, () => values[next++]!)
    const added = [...needed, ...others].map(([name, value]) => `${name}=${value}`).join('&')
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
