/** What can stand in an answer of the query protocol. Undefined is left out; lists become members. */
export type XmlValue = string | number | boolean | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, character => ENTITIES[character]);
}

function content(value: XmlValue): string {
  if (Array.isArray(value)) return (value as readonly XmlValue[]).map(item => element('member', item)).join('');
  if (typeof value === 'object') return Object.entries(value).map(([name, item]) => element(name, item)).join('');
  return escaped(String(value));
}

/** An element, or nothing for a value that is not there. */
export function element(name: string, value: XmlValue, attributes = ''): string {
  return value === undefined ? '' : `<${name}${attributes}>${content(value)}</${name}>`;
}
