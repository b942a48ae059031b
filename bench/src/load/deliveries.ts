import { createHmac } from 'node:crypto';

/** A signed delivery, ready to be written to a socket, so that making it costs nothing while the clock runs. */
export type Delivery = { id: string; request: Buffer };

export const SECRET = 'bench-secret-0123456789abcdef';
const BODY_BYTES = 1_600;

/** An order as shops send it. @param id its id, which is also the delivery's */
function orderBody(id: string, index: number): string {
  const order = {
    id,
    number: index,
    total_cents: 10_990 + index,
    currency: 'EUR',
    customer: { first_name: 'Marie', last_name: 'Dupond', email: `Marie.Dupond+${index}@example.com` },
    items: [
      { sku: 'A-1', title: 'Brioche', quantity: 2, price_cents: 1_250 },
      { sku: 'B-7', title: 'Tarte', quantity: 1, price_cents: 2_400 },
      { sku: 'C-3', title: 'Pain', quantity: 4, price_cents: 320 },
    ],
    note: '',
  };
  order.note = 'x'.repeat(Math.max(0, BODY_BYTES - JSON.stringify(order).length));
  return JSON.stringify(order);
}

/** Signed deliveries of 1.6 KB, each with an id of its own. @param prefix makes the ids of different rounds different */
export function makeDeliveries(path: string, prefix: string, count: number): Delivery[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `${prefix}-${index}`;
    const body = orderBody(id, index);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const head = [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      `webhook-id: ${id}`,
      `x-signature: ${signature}`,
    ].join('\r\n');
    return { id, request: Buffer.from(`${head}\r\n\r\n${body}`) };
  });
}
