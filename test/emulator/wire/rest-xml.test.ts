import * as s3 from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { UnreadableXmlError } from '../../../emulator/wire/parse-xml.ts'
import { createRestXmlCodec, UnreadableNumberError, type RestXmlRequest } from '../../../emulator/wire/rest-xml.ts'
import { toOperation } from '../../../emulator/wire/schema.ts'

const EMPTY: RestXmlRequest = { labels: {}, query: new URLSearchParams(), headers: {} }
const deleteObjects = createRestXmlCodec(toOperation(s3.DeleteObjects$))
const readDelete = (xml: string): unknown => deleteObjects.readInput({ ...EMPTY, body: Buffer.from(xml) })['Delete']

describe('inputs', () => {
  it('come from labels, query and headers, typed', () => {
    const codec = createRestXmlCodec(toOperation(s3.GetObject$))
    const input = codec.readInput({
      labels: { Bucket: 'bucket', Key: 'key' },
      query: new URLSearchParams('partNumber=3&response-content-type=a%2Fb&unknown=1'),
      headers: { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:01 GMT', range: 'bytes=0-1', 'x-unknown': '1' },
    })
    expect(input).toEqual({
      Bucket: 'bucket',
      Key: 'key',
      PartNumber: 3,
      ResponseContentType: 'a/b',
      IfModifiedSince: new Date(1000),
      Range: 'bytes=0-1',
    })
  })

  it('have metadata by its names', () => {
    const codec = createRestXmlCodec(toOperation(s3.PutObject$))
    const input = codec.readInput({
      ...EMPTY,
      headers: { 'x-amz-meta-one': '1', 'x-amz-meta-': '2', 'x-amz-acl': 'private' },
    })
    expect(input['Metadata']).toEqual({ one: '1', '': '2' })
  })

  it('have lists in headers item by item', () => {
    const codec = createRestXmlCodec(toOperation(s3.GetObjectAttributes$))
    const read = (value: string): unknown =>
      codec.readInput({ ...EMPTY, headers: { 'x-amz-object-attributes': value } })['ObjectAttributes']
    expect(read('ETag, Checksum,,ObjectSize ')).toEqual(['ETag', 'Checksum', 'ObjectSize'])
    expect(read('')).toEqual([])
  })

  it('leave out a time that is none', () => {
    const codec = createRestXmlCodec(toOperation(s3.GetObject$))
    expect(
      codec.readInput({ ...EMPTY, headers: { 'if-modified-since': 'yesterday' } })['IfModifiedSince'],
    ).toBeUndefined()
  })

  it('refuse a number that is none, by its name', () => {
    const codec = createRestXmlCodec(toOperation(s3.ListObjectsV2$))
    const read = (): unknown => codec.readInput({ ...EMPTY, query: new URLSearchParams('max-keys=many') })
    expect(read).toThrow(new UnreadableNumberError('max-keys', 'many'))
    expect(codec.readInput({ ...EMPTY, query: new URLSearchParams('max-keys=') })['MaxKeys']).toBeUndefined()
  })

  it('come from an XML document, with or without a namespace', () => {
    const value = { Objects: [{ Key: 'a', ETag: '"e"' }, { Key: 'b' }], Quiet: true }
    const content = '<Object><Key>a</Key><ETag>"e"</ETag></Object><Quiet>true</Quiet><Object><Key>b</Key></Object>'
    expect(readDelete(`<Delete>${content}</Delete>`)).toEqual(value)
    expect(readDelete(`<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</Delete>`)).toEqual(value)
  })

  it('have no document where there is no body', () => {
    expect(deleteObjects.takesXml).toBe(true)
    expect(deleteObjects.readInput(EMPTY)['Delete']).toBeUndefined()
  })

  it.each([
    ['another root', '<Remove/>'],
    ['an unknown element', '<Delete><Object><Name>a</Name></Object></Delete>'],
    ['the name of a prototype', '<Delete><__proto__>a</__proto__></Delete>'],
    ['an element twice', '<Delete><Quiet>true</Quiet><Quiet>true</Quiet></Delete>'],
    ['a key twice', '<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>'],
    ['text for a structure', '<Delete>a</Delete>'],
    ['elements for a text', '<Delete><Object><Key><A/></Key></Object></Delete>'],
    ['a word for a boolean', '<Delete><Quiet>yes</Quiet></Delete>'],
    ['a word for a number', '<Delete><Object><Key>a</Key><Size>big</Size></Object></Delete>'],
    ['a word for a time', '<Delete><Object><Key>a</Key><LastModifiedTime>now</LastModifiedTime></Object></Delete>'],
  ])('refuse a document with %s', (_what, xml) => {
    expect(() => readDelete(xml)).toThrow(UnreadableXmlError)
  })
})

describe('outputs', () => {
  it('are headers and no body where the operation has none', () => {
    const codec = createRestXmlCodec(toOperation(s3.HeadObject$))
    const output = {
      ETag: '"e"',
      LastModified: new Date(0),
      ContentLength: 0,
      Metadata: { a: 'b' },
      Expires: 'never',
      AcceptRanges: undefined,
    }
    expect(codec.writeOutput(output)).toEqual({
      headers: {
        ETag: '"e"',
        'Last-Modified': 'Thu, 01 Jan 1970 00:00:00 GMT',
        'Content-Length': '0',
        'x-amz-meta-a': 'b',
        Expires: 'never',
      },
    })
  })

  it('are one line of XML, escaped, with flattened lists and milliseconds', () => {
    const codec = createRestXmlCodec(toOperation(s3.ListObjectsV2$))
    const { body } = codec.writeOutput({
      Name: 'b',
      Contents: [{ Key: '<&>"\r\n\u0001\u2028', LastModified: new Date(0) }, { Key: 'b' }],
    })
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
        '<Contents><Key>&lt;&amp;&gt;&quot;&#xd;&#xa;&#x1;&#x2028;</Key><LastModified>1970-01-01T00:00:00.000Z</LastModified></Contents>' +
        '<Contents><Key>b</Key></Contents><Name>b</Name></ListBucketResult>',
    )
  })

  it('have lists in their own element where the schema has them so', () => {
    const codec = createRestXmlCodec(toOperation(s3.ListBuckets$))
    const { body } = codec.writeOutput({ Buckets: [{ Name: 'a' }, { Name: 'b' }] })
    expect(body).toContain('<Buckets><Bucket><Name>a</Name></Bucket><Bucket><Name>b</Name></Bucket></Buckets>')
  })

  it('have attributes, with the namespace that these need', () => {
    const codec = createRestXmlCodec(toOperation(s3.GetBucketAcl$))
    const { body } = codec.writeOutput({ Grants: [{ Grantee: { Type: 'a"<b', ID: '1' }, Permission: 'READ' }] })
    expect(body).toContain(
      '<AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="a&quot;&lt;b">' +
        '<ID>1</ID></Grantee><Permission>READ</Permission></Grant></AccessControlList>',
    )
  })

  it('have the payload as their root', () => {
    const codec = createRestXmlCodec(toOperation(s3.CopyObject$))
    const { body, headers } = codec.writeOutput({ CopyObjectResult: { ETag: '"e"' }, ServerSideEncryption: 'AES256' })
    expect(body).toContain(
      '<CopyObjectResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ETag>&quot;e&quot;</ETag></CopyObjectResult>',
    )
    expect(headers).toEqual({ 'x-amz-server-side-encryption': 'AES256' })
  })
})
