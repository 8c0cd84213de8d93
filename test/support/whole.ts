/** Set once by `.ci/run`: tests that stop at what usually suffices then do all of it. */
export const isWhole = process.env['OUTCROP_TEST_WHOLE'] === '1'

/** How often a property is tried: a quarter as often where it is tried each time that somebody runs the tests. */
export const runs = (whole: number): { numRuns: number } => ({ numRuns: isWhole ? whole : Math.ceil(whole / 4) })
