import sax from 'sax'

/** An XML document that is malformed, or that is not what the operation takes. */
export class UnreadableXmlError extends Error {}

export interface XmlElement {
  name: string
  children: XmlElement[]
  /** References are resolved; `''` where there are child elements. */
  text: string
}

// Bodies of S3 requests are three levels deep.
const MAX_DEPTH = 16
// A list of 10,000 parts with all their checksums has not quite as many. Millions would keep everybody else waiting for seconds.
const MAX_NODES = 150_000
// An element of a request has its namespace at most.
const MAX_ATTRIBUTES = 16
// The parser looks at how long names and values have become between two pieces, and at nothing before the first ends.
const PIECE_LENGTH = 16_384

// The types do not know this option, which allows no entities but XML's own five.
const STRICT = { strictEntities: true } as sax.SAXOptions

/**
 * Reads a small XML document. Throws an UnreadableXmlError for what is malformed and for what S3 has no use for: document
 * types, entities of one's own, prefixed names, text beside elements. The SDK's own parser is for answers of AWS, not for
 * requests of strangers: it reads past all of these, and runs out of stack or time on some.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const document: XmlElement = { name: '', children: [], text: '' }
  const open = [document]
  let attributeCount = 0
  let nodeCount = 0
  const parser = sax.parser(true, STRICT)
  const countNode = (): void => {
    nodeCount += 1
    if (nodeCount > MAX_NODES) throw new UnreadableXmlError('it has too many elements, comments or sections')
  }
  parser.onerror = (error) => {
    throw new UnreadableXmlError(error.message.split('\n')[0])
  }
  parser.ondoctype = () => {
    throw new UnreadableXmlError('it has a document type')
  }
  parser.onattribute = () => {
    attributeCount += 1
    if (attributeCount > MAX_ATTRIBUTES) throw new UnreadableXmlError('an element has too many attributes')
  }
  parser.onopentag = ({ name }) => {
    attributeCount = 0
    countNode()
    if (name.includes(':')) throw new UnreadableXmlError(`${name} has a prefix`)
    const element: XmlElement = { name, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
    if (open.length > MAX_DEPTH) throw new UnreadableXmlError('the elements are too deep')
  }
  parser.ontext = parser.oncdata = (text) => {
    open.at(-1)!.text += text
  }
  parser.oncomment = parser.onopencdata = parser.onprocessinginstruction = countNode
  parser.onclosetag = () => close(open.pop()!)
  const xml = decode(bytes).replaceAll(/\r\n?/g, '\n')
  for (let at = 0; at < xml.length; at += PIECE_LENGTH) parser.write(xml.slice(at, at + PIECE_LENGTH))
  parser.close()
  const [root, second] = document.children
  if (!root || second) throw new UnreadableXmlError('it is not one element')
  return root
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new UnreadableXmlError('it is not UTF-8', { cause: error })
  }
}

function close(element: XmlElement): void {
  if (element.children.length === 0) return
  if (element.text.trim() !== '') throw new UnreadableXmlError(`${element.name} has text beside its elements`)
  element.text = ''
}
