// outcrop/fixtures in a project where no other package is installed: node squares-alone.mjs FOLDER, in its folder.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { checkSquare, loadSquares } from 'outcrop/fixtures'

assert.deepEqual(readdirSync('node_modules'), ['outcrop'])
// Our own golden cases are not published.
assert.ok(!readdirSync('node_modules/outcrop', { recursive: true }).some((path) => path.endsWith('about.json')))

const squares = loadSquares(process.argv[2])
for (const square of squares) assert.deepEqual(await checkSquare(square), [], square.name)
const changed = squares.find(({ inBedrock }) => inBedrock)
assert.notDeepEqual(await checkSquare({ ...changed, inBedrock: `${changed.inBedrock} ` }), [])
process.stdout.write(`${squares.length} squares, without any package\n`)
