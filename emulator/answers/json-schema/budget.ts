import { tooLarge } from './schema-error.ts'

const MOST_STEPS = 100_000
const MOST_CHARACTERS = 1_000_000

/** What the making of one value may cost: schemas can ask for billions of items, or for as many trials. */
export class Budget {
  #steps = MOST_STEPS
  #characters = MOST_CHARACTERS

  spendStep(): void {
    this.#steps -= 1
    if (this.#steps < 0) throw tooLarge()
  }

  spendCharacters(count: number): void {
    this.#characters -= count
    if (this.#characters < 0) throw tooLarge()
  }
}
