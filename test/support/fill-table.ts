import type { Database } from 'better-sqlite3'

/** Rows 0 to count - 1 of one made by hand: `values` are SQL over the number n. */
export function fillTable(database: Database, table: string, count: number, values: Record<string, string>): void {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const selected = columns.map((name) => values[name] ?? name)
  database.exec(`with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < ${count - 1})
    insert into ${table} select ${selected.join(', ')} from numbers join (select * from ${table} limit 1)`)
}
