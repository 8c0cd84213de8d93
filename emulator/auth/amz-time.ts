const AMZ_TIME = /^([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z$/

/** Such as `20150830T123600Z`, out of epoch milliseconds. */
export const toAmzTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replaceAll(/[-:]|\.[0-9]+/g, '')

/** Epoch milliseconds; `undefined` where the text is no such time. */
export function fromAmzTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = AMZ_TIME.exec(text) ?? []
  if (year === undefined) return undefined
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}
