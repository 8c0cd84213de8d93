import type { Database } from 'better-sqlite3'

/** A column of each table that its indexes have, so that it is looked at before anything else of a row. */
const KEYS: Record<string, string> = { jobs: 'sequence', objects: 'key', uploads: 'key' }

interface CountingDatabase {
  database: Database
  /** How many rows some work goes through. */
  rowsOf: (work: () => void) => number
  /** The steps by which the statements that were walked find their rows. */
  planSteps: () => string[]
}

/**
 * A database that counts the rows through which its statements go, those that a condition then leaves out as well, and knows
 * the plans by which they find them.
 */
export function countingDatabase(database: Database): CountingDatabase {
  let touched = 0
  const used = new Set<string>()
  database.function('touched', { deterministic: false }, (_key: unknown) => {
    touched += 1
    return 1
  })
  const prepare = (sql: string) => {
    const statement = database.prepare(
      sql.replace(/\bfrom (\w+)\s+where /, (from, table: string) =>
        table in KEYS ? `from ${table} where touched(${KEYS[table]}) and ` : from,
      ),
    )
    const iterate = statement.iterate.bind(statement)
    return Object.assign(statement, {
      iterate: (...parameters: unknown[]) => {
        used.add(sql)
        return iterate(...parameters)
      },
    })
  }
  return {
    database: new Proxy(database, {
      get: (target, name) => {
        if (name === 'prepare') return prepare
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    }),
    rowsOf: (work: () => void): number => {
      const before = touched
      work()
      return touched - before
    },
    planSteps: (): string[] =>
      Array.from(used).flatMap((sql) => {
        const names = Array.from(sql.matchAll(/@(\w+)/g), ([, name]) => [name!, 0])
        const parameters = names.length > 0 ? [Object.fromEntries(names)] : (sql.match(/\?/g) ?? []).map(() => 0)
        const plan = database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
        return plan.map(({ detail }) => detail)
      }),
  }
}
