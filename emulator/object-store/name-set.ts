/** So many hexadecimal digits are an integer that a number holds exactly. */
const DIGITS = 13
/** Those of the folder that a file lies in. */
const FOLDER = 2

/**
 * Names of bodies, by their folder and their last digits alone: a million take some 10 MB. Two that have these alike are taken
 * for one another; that spares a file which could go, and of random names none has to wait for it.
 */
export class NameSet {
  readonly #byFolder = new Map<string, number[]>()

  add(name: string): void {
    const folder = name.slice(0, FOLDER)
    const numbers = this.#byFolder.get(folder)
    if (numbers) numbers.push(toNumber(name))
    else this.#byFolder.set(folder, [toNumber(name)])
  }

  /** Of these names of one folder, those that are not in the set. */
  missing(names: string[]): string[] {
    const numbers = new Set(this.#byFolder.get(names[0]?.slice(0, FOLDER) ?? ''))
    return names.filter((name) => !numbers.has(toNumber(name)))
  }
}

const toNumber = (name: string): number => Number.parseInt(name.slice(-DIGITS), 16)
