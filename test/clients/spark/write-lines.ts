// Lines for Spark on stdout: many small ones, and behind them one that is longer than a split, so that a split stays empty.
import { batchLines, longLine } from '../../support/batch-lines.ts'

process.stdout.write(batchLines(1000) + longLine(400_000))
