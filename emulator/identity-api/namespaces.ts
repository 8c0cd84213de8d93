/** AWS: of the XML that a query API answers with, by the service in the signature's scope. */
const NAMESPACES = new Map([
  ['sts', 'https://sts.amazonaws.com/doc/2011-06-15/'],
  ['iam', 'https://iam.amazonaws.com/doc/2010-05-08/'],
])

export const namespaceOf = (service: string | undefined): string => NAMESPACES.get(service ?? '') ?? ''
