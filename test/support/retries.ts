import type { Retries } from '../../emulator/object-store/s3-retries.ts'

/** As often as Outcrop tries, and without waiting. */
export const QUICK_RETRIES: Retries = { attempts: 8, patience: 60_000, delay: () => 0 }
