import type { Database, Statement } from 'better-sqlite3'

const TABLE =
  'create table if not exists sweeps (only_row integer primary key check (only_row = 1), is_due integer not null) strict'

/** Whether files may lie in the folder that no row names. It is so from every start to the end that sees that none do. */
export class SweepMark {
  readonly #get: Statement<[], number>
  readonly #set: Statement<[number]>

  constructor(database: Database) {
    database.exec(TABLE)
    this.#get = database.prepare<[], number>('select is_due from sweeps').pluck()
    this.#set = database.prepare('insert or replace into sweeps (only_row, is_due) values (1, ?)')
  }

  /** A folder that was never marked may have come from anywhere. */
  get isDue(): boolean {
    return this.#get.get() !== 0
  }

  set isDue(isDue: boolean) {
    this.#set.run(isDue ? 1 : 0)
  }
}
