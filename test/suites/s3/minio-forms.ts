import type { Difference } from './difference.ts'

const API = 'https://docs.aws.amazon.com/AmazonS3/latest/API'
const UNSEEN = 'not in the documents'

/** Of forms of browsers. */
export const minioForms: Difference[] = [
  {
    group: 'forms of browsers',
    minio: 'knows the ending of a key',
    because: 'It looks for a type where none is said.',
    aws: 'unknown',
    source: UNSEEN,
    gives: {
      'an object of a form without a type is binary/octet-stream, whatever its file is': 'application/octet-stream',
    },
  },
  {
    group: 'forms of browsers',
    minio: 'says in Location where it is reached, with the slashes of the key as they are',
    because: 'It is a URL as it would be written by hand.',
    aws: 'embedded',
    source: `${API}/RESTObjectPOST.html`,
    gives: {
      'a form says where the object is': false,
      'a form that asks for 201 is told what was stored, in a document without a namespace': [
        201,
        true,
        true,
        'a&amp;b',
        false,
        true,
      ],
    },
  },
  {
    group: 'forms of browsers',
    minio: 'reads the key itself for the name of a file that has none',
    because: 'It takes the words for those of a form with a name.',
    aws: 'embedded',
    source: 'https://github.com/localstack/localstack/blob/main/tests/aws/services/s3/test_s3.py',
    gives: {
      'where the file has no name the key stays as it is': ['in/in/${filename}'],
    },
  },
  {
    group: 'forms of browsers',
    minio: 'has codes of its own for a broken form',
    because: 'Some are those of the parser that it uses.',
    aws: 'embedded',
    source: `${API}/RESTObjectPOST.html`,
    gives: {
      'the CRC32 of a form is refused where it is of other bytes': '400 XAmzContentChecksumMismatch',
      'a form whose tags are no document is refused': '400 MalformedPOSTRequest',
      'what is posted to a bucket is a form': ['400 BadRequest', undefined],
      'a form without a key is refused, also where the key stands behind the file': [
        '400 MalformedPOSTRequest',
        undefined,
        [],
      ],
      'a form without a file is refused': ['400 MalformedPOSTRequest', undefined],
      'a form has 20 KB of fields at most': ['400 AuthorizationQueryParametersError', undefined],
    },
  },
  {
    group: 'forms of browsers',
    minio: 'takes any storage class, and the first of two files',
    because: 'It reads no further than that.',
    aws: 'embedded',
    source: `${API}/RESTObjectPOST.html`,
    gives: {
      'a form with a storage class that there is not is refused': '204',
      'a form with two files is refused, and stores neither': ['204', ['a']],
    },
  },
  {
    group: 'forms of browsers',
    minio: 'sorts the query of where the form goes on to, and goes on to paths too',
    because: 'Go sorts queries.',
    aws: 'embedded',
    source: `${API}/RESTObjectPOST.html`,
    gives: {
      'a form goes on to where it says, with what was stored': [
        303,
        'http://page.test/done?bucket=BUCKET&etag=%225d41402abc4b2a76b9719d911017c592%22&key=a+b%2Fc&step=2',
        '',
      ],
      'a form that would go on to a path only is answered as if it did not say so': 303,
    },
  },
  {
    group: 'forms of browsers',
    minio:
      'is satisfied with a condition on a field that is not there, with one type of several, and with a size below nothing',
    because: 'It compares texts.',
    aws: 'embedded',
    source: `${API}/sigv4-HTTPPOSTConstructPolicy.html`,
    gives: {
      'a form on the terms of its policy: a condition on a field that is not there': '204',
      'a form on the terms of its policy: types of which one begins otherwise': '204',
      'a form on the terms of its policy: a time with an offset': '204',
      'a form on the terms of its policy: a negative size': '204',
    },
  },
  {
    group: 'forms of browsers',
    minio: 'has other errors for a policy that is none',
    because: 'They are those of its parser.',
    aws: 'embedded',
    source: `${API}/sigv4-HTTPPOSTConstructPolicy.html`,
    gives: {
      'a form on the terms of its policy: no JSON': '403 PostPolicyInvalidKeyName',
      'a form on the terms of its policy: no conditions': '403 AccessDenied',
      'a form on the terms of its policy: no expiration': '403 PostPolicyInvalidKeyName',
      'a form on the terms of its policy: a condition on two fields': '403 AccessDenied',
      'a form on the terms of its policy: a condition on a number': '403 PostPolicyInvalidKeyName',
      'a form on the terms of its policy: a size that is no number': '403 PostPolicyInvalidKeyName',
      'a form against its policy is told that it is no JSON':
        "Invalid according to Policy: Policy Condition failed '(EOF)'",
    },
  },
  {
    group: 'forms of browsers',
    minio: 'says less of what a policy refuses',
    because: 'It puts its own words around the reason.',
    aws: 'embedded',
    source: `${API}/sigv4-HTTPPOSTConstructPolicy.html`,
    gives: {
      'a form against its policy is told which condition failed, as a list':
        'Access Denied. (Invalid according to Policy: Policy Condition failed)',
      'a form against its policy is told which fields no condition names':
        'Access Denied. (Each form field that you specify in a form must appear in the list of policy conditions. "X-Amz-Meta-Who" not specified in the policy.)',
      'a form against its policy is told that it is too late':
        'Access Denied. (Invalid according to Policy: Policy expired)',
    },
  },
]
