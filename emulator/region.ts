/** What AWS's regions look like; `default` or `garage` is none. */
export const REGION_PATTERN = '[a-z]{2,4}(?:-[a-z0-9]{1,10}){2,4}'

const REGION = new RegExp(`^${REGION_PATTERN}$`)

export const isRegion = (text: string): boolean => REGION.test(text)
