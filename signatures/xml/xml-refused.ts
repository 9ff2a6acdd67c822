/** Why no XML document is seen in some bytes. */
export type XmlRefusal =
  /** Not well-formed: XML 1.0 fifth edition, Namespaces in XML 1.0 third edition. */
  | 'malformed'
  /** A document type declaration, in which entities could hide. */
  | 'doctype'
  /** XML 1.1, another character encoding than UTF-8 and UTF-16, or more than is read. */
  | 'unsupported';

export class XmlRefused extends SyntaxError {
  readonly reason: XmlRefusal;

  constructor(reason: XmlRefusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'XmlRefused';
    this.reason = reason;
  }
}
