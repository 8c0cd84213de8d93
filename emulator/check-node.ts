// Imported before everything else: what an older Node lacks, it would tell in riddles, or end with a segmentation fault.
if (Number.parseInt(process.versions.node, 10) < 24)
  throw new Error(`Outcrop needs Node 24 or newer, and this is Node ${process.versions.node}`)
