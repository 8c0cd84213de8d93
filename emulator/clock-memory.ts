import type { ClockMemory } from './clock.ts'
import type { Database } from './database.ts'

/** Keeps a manual clock's time in the data folder. */
export function clockMemory(database: Database): ClockMemory & { forget(): void } {
  database.exec(
    'create table if not exists clock (only_row integer primary key check (only_row = 1), now integer not null) strict',
  )
  const load = database.prepare<[], number>('select now from clock').pluck()
  const save = database.prepare<[number]>('insert or replace into clock (only_row, now) values (1, ?)')
  const forget = database.prepare('delete from clock')
  return {
    load: () => load.get(),
    save: (now) => void save.run(Math.round(now)),
    forget: () => void forget.run(),
  }
}
