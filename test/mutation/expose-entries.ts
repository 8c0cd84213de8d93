/**
 * Stryker knows nothing of tables, so that it would never take a single row out of one. Each row and entry is written as a
 * spread that a `true` holds in its place: Stryker turns that `true` into `false`, and the row is gone. In the same way a
 * call of the report is put behind a `true &&`. Lines keep their numbers.
 *
 * By lines and not by a parser: prettier writes every table in the same way, and `test/mutation/expose-entries.test.ts`
 * counts what is found.
 */
export function exposeEntries(source: string): string {
  let table: Table | undefined
  return source
    .split('\n')
    .map((line) => {
      if (table === undefined) {
        table = TABLES.find(({ begins }) => begins.test(line))
        return line.replace(REPORT_CALL, '$1true && $2')
      }
      if (/^\S/.test(line)) {
        table = undefined
        return line
      }
      return table.expose(line)
    })
    .join('\n')
}

interface Table {
  begins: RegExp
  expose: (line: string) => string
}

/** Statements only: what stands alone on its line. */
const REPORT_CALL = /^( +)(report\.\w+\()/

const TABLES: readonly Table[] = [
  {
    begins: /^(?:export )?const \w+: .*\[\] = \[$/,
    expose: (line) =>
      line
        .replace(/^ {2}\[(.*)\],$/, '  ...(true ? [[$1]] : []),')
        .replace(/^ {2}\[$/, '  ...(true ? [[')
        .replace(/^ {2}\],$/, '  ]] : []),'),
  },
  {
    begins: /^(?:export )?const \w+: (?:Fates<|.*Record<).* = \{$/,
    expose: (line) =>
      line
        .replace(/^ {2}('[^']+'|\w+): (.*),$/, '  ...(true ? { $1: $2 } : {}),')
        .replace(/^ {2}('[^']+'|\w+): \{$/, '  ...(true ? { $1: {')
        .replace(/^ {2}\},$/, '  } } : {}),'),
  },
]
