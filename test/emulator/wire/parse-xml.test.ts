import { describe, expect, it } from 'vitest'
import { parseXml, UnreadableXmlError } from '../../../emulator/wire/parse-xml.ts'

const parse = (xml: string | Uint8Array): unknown => parseXml(typeof xml === 'string' ? Buffer.from(xml) : xml)
const textOf = (xml: string): string => parseXml(Buffer.from(xml)).text

describe('an XML document', () => {
  it('is read with its elements and texts', () => {
    const root = parse('<?xml version="1.0"?>\n<!-- a --><A>\n  <B>x</B><B/>\r\n <C k="v" \n l = \'w\'></C></A>\n')
    expect(root).toEqual({
      name: 'A',
      text: '',
      children: [
        { name: 'B', text: 'x', children: [] },
        { name: 'B', text: '', children: [] },
        { name: 'C', text: '', children: [] },
      ],
    })
  })

  it('may begin with a byte order mark', () => {
    expect(parse('\ufeff<A>x</A>')).toMatchObject({ name: 'A', text: 'x' })
  })

  it('has its references resolved, beyond the first plane too', () => {
    expect(textOf('<A>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;&#128273;</A>')).toBe('<>&"\'AB😀🔑')
  })

  it('has its CDATA sections as they are, and its comments left out', () => {
    expect(textOf('<A>a<![CDATA[<&lt;]]>b<!-- c -->d</A>')).toBe('a<&lt;bd')
  })

  it('keeps white space that is the only text, and turns line ends into line feeds', () => {
    expect(textOf('<A> \r\n\t</A>')).toBe(' \n\t')
  })
})

describe('what is refused', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['text', 'hello'],
    ['two roots', '<A/><B/>'],
    ['text behind the root', '<A/>x'],
    ['an open element', '<A><B></A>'],
    ['an element that was never closed', '<A>'],
    ['a closing tag too many', '<A/></A>'],
    ['a document type', '<!DOCTYPE a><A/>'],
    ['a document type with an entity', '<!DOCTYPE a [<!ENTITY x "y">]><A>&x;</A>'],
    ['an unknown entity', '<A>&nbsp;</A>'],
    ['a bare ampersand', '<A>a & b</A>'],
    ['a reference to no character', '<A>&#0;</A>'],
    ['a reference to half a character', '<A>&#xD800;</A>'],
    ['a reference beyond Unicode', '<A>&#x110000;</A>'],
    ['text beside elements', '<A>x<B/></A>'],
    ['a prefixed name', '<s3:A xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/"/>'],
    ['an attribute without quotes', '<A k=v/>'],
    ['an attribute without a value', '<A k/>'],
    ['attributes without space between them', '<A k="v"l="w"/>'],
    ['an unclosed comment', '<!-- <A/>'],
    ['an unclosed CDATA section', '<A><![CDATA[</A>'],
    ['an unclosed tag', '<A'],
    ['a name that begins with a digit', '<1/>'],
    ['elements that are too deep', `${'<A>'.repeat(17)}${'</A>'.repeat(17)}`],
  ])('%s', (_what, xml) => {
    expect(() => parse(xml)).toThrow(UnreadableXmlError)
  })

  it('bytes that are not UTF-8', () => {
    expect(() => parse(Buffer.from('<A>\xff</A>', 'latin1'))).toThrow(UnreadableXmlError)
    expect(() => parse(Buffer.from('<A/>', 'utf16le'))).toThrow(UnreadableXmlError)
  })
})

describe('documents that are made to hurt', () => {
  it.each([
    ['100,000 levels', '<A>'.repeat(100_000)],
    ['400,000 attributes', `<A${' k="v"'.repeat(400_000)}`],
    ['a million spaces in a tag', `<A ${' '.repeat(1_000_000)}k`],
    ['a million ampersands', `<A>${'&'.repeat(1_000_000)}</A>`],
    ['a million less-than signs', '<'.repeat(1_000_000)],
    ['a million openings of comments', '<!--'.repeat(1_000_000)],
    ['two million elements', `<A>${'<a/>'.repeat(2_000_000)}</A>`],
    ['a million comments', `<A>${'<!--x-->'.repeat(1_000_000)}</A>`],
    ['a million instructions', `<A>${'<?a?>'.repeat(1_000_000)}</A>`],
    ['half a million sections', `<A>${'<![CDATA[x]]>'.repeat(500_000)}</A>`],
    ['a name of eight million characters', `<${'a'.repeat(8_000_000)}/>`],
    ['an entity of eight million characters', `<A>&${'a'.repeat(8_000_000)};</A>`],
    ['a value of eight million characters', `<A a="${'a'.repeat(8_000_000)}"/>`],
  ])('%s are refused in little time', (_what, xml) => {
    const before = performance.now()
    expect(() => parse(xml)).toThrow(UnreadableXmlError)
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it.each([
    ['a name', `<A><${'b'.repeat(200_000)}/></A>`, 'Max buffer length exceeded'],
    ['a value', `<A b="${'c'.repeat(200_000)}"/>`, 'Max buffer length exceeded'],
    ['a comment', `<!--${'c'.repeat(200_000)}--><A/>`, 'Max buffer length exceeded'],
    ['an instruction', `<?a ${'b'.repeat(200_000)}?><A/>`, 'Max buffer length exceeded'],
    ['a list of elements', `<A>${'<B/>'.repeat(200_000)}</A>`, 'it has too many elements'],
  ])('%s that goes on and on is not read to its end', (_what, xml, reason) => {
    expect(() => parse(xml)).toThrow(reason)
  })

  it('a text may be long, and have any number of references', () => {
    const text = '&amp;\u{1f600}'.repeat(100_000)
    expect(parse(`<A>${text}</A>`)).toHaveProperty('text', '&\u{1f600}'.repeat(100_000))
  })

  it('the largest that means something is read: 10,000 parts with every checksum', () => {
    const part = `<Part>${['ETag', 'PartNumber', 'C1', 'C2', 'C3', 'C4', 'C5'].map((name) => `<${name}>x</${name}>`).join('')}</Part>`
    expect(parse(`<CompleteMultipartUpload>${part.repeat(10_000)}</CompleteMultipartUpload>`)).toBeDefined()
  })

  it('a text that is longer than the pieces in which it is read comes whole', () => {
    const text = 'ab&#128273;😀<![CDATA[<]]>'.repeat(20_000)
    expect(textOf(`<A>${text}</A>`)).toBe('ab🔑😀<'.repeat(20_000))
  })

  it('names of prototypes are names like others', () => {
    expect(parse('<A><__proto__>x</__proto__><constructor/></A>')).toMatchObject({
      children: [{ name: '__proto__' }, { name: 'constructor' }],
    })
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
