/** AWS: a signature whose time is more than 15 minutes off is refused; a little less, for the time that the answer took. */
const TOLERANCE = 14 * 60_000

/** The time at the far end, as far as its refusals have told. */
export class FarClock {
  #offset = 0

  now(): Date {
    return new Date(Date.now() + this.#offset)
  }

  /** Takes over the time of a refusal's Date header; `false` where it says nothing new, so that something else is wrong. */
  learn(date: string | undefined): boolean {
    const farNow = Date.parse(date ?? '')
    if (!(Math.abs(farNow - this.now().getTime()) > TOLERANCE)) return false
    this.#offset = farNow - Date.now()
    return true
  }
}
