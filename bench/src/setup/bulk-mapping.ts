/** Twelve fields of an order, for ours and, as one JSONata object constructor, for the baseline. */
export const twelveFields: Record<string, unknown> = {
  reference: '{{order.id}}',
  number: '{{order.number}}',
  email: '{{$lowercase($trim(order.email))}}',
  currency: '{{order.currency}}',
  total: '{{order.total_cents / 100}}',
  net: '{{(order.total_cents - order.tax_cents) / 100}}',
  name: '{{order.customer.first_name & " " & order.customer.last_name}}',
  city: '{{order.customer.address.zip & " " & order.customer.address.city}}',
  status: '{{order.paid ? "paid" : "open"}}',
  country: '{{order.customer.address.country}}',
  foreign: '{{order.customer.address.country != "FR"}}',
  tax: '{{order.tax_cents / 100}}',
};

export const twelveFieldsInJsonata = `{${Object.entries(twelveFields)
  .map(([name, template]) => `"${name}": ${String(template).slice(2, -2)}`)
  .join(', ')}}`;
