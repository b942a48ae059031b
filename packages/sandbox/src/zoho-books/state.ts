import { Table } from '../table.ts';
import type {
  Contact,
  CreditNoteRefund,
  Currency,
  CustomerPayment,
  CustomField,
  CustomFieldDefinition,
  Entity,
  Invoice,
  InvoiceCredited,
  Item,
  SalesDocument,
  SalesEntity,
  Tax,
} from './documents.ts';
import { salesEntities } from './documents.ts';
import { salesKinds } from './sales-kinds.ts';
import { shown } from './sales-shape.ts';

export const organization = {
  organization_id: '20260000001',
  name: 'Raccord Bac à sable SARL',
  contact_name: 'Camille Martin',
  email: 'camille.martin@raccord.example',
  is_default_org: true,
  language_code: 'fr',
  fiscal_year_start_month: 0,
  time_zone: 'Europe/Paris',
  country: 'France',
  currency_code: 'EUR',
  currency_symbol: '€',
  date_format: 'dd/MM/yyyy',
};

const keptDocuments = 100_000;
export type SalesTable = Table<SalesDocument, 'number' | 'reference' | 'party'>;
const text = (value: string) => (value === '' ? undefined : value);

export class BooksState {
  /** Ids that grow. */
  readonly nextId: () => string;
  /** Last numbers given out: INV-00001, payment 1, … */
  lastInvoiceNumber = 0;
  lastPaymentNumber = 0;
  readonly currencies: Currency[];
  readonly taxes: Tax[];
  readonly customFields: CustomFieldDefinition[] = [];
  /** Values of unique custom fields: `<entity> <api name> <value>` → id of the document. */
  readonly uniqueValues = new Map<string, string>();

  readonly contacts = new Table<Contact, 'name' | 'email'>({
    id: (row) => row.contact_id,
    indexes: {
      name: (row) => contactNameKey(row.contact_type, row.contact_name),
      email: (row) => text(row.email.toLowerCase()),
    },
    max: keptDocuments,
  });
  readonly invoices = new Table<Invoice, 'number' | 'reference' | 'customer'>({
    id: (row) => row.invoice_id,
    indexes: {
      number: (row) => row.invoice_number,
      reference: (row) => text(row.reference_number),
      customer: (row) => row.customer_id,
    },
    max: keptDocuments,
  });
  readonly payments = new Table<CustomerPayment, 'reference' | 'customer'>({
    id: (row) => row.payment_id,
    indexes: { reference: (row) => text(row.reference_number), customer: (row) => row.customer_id },
    max: keptDocuments,
  });
  readonly items = new Table<Item, 'name'>({
    id: (row) => row.item_id,
    indexes: { name: (row) => row.name.toLowerCase() },
    max: keptDocuments,
  });

  readonly sales: Record<SalesEntity, SalesTable> = {
    creditnote: salesTable(),
    estimate: salesTable(),
    bill: salesTable(),
    recurringinvoice: salesTable(),
  };
  readonly lastSalesNumber = new Map<SalesEntity, number>();
  readonly refunds: CreditNoteRefund[] = [];
  readonly credited: InvoiceCredited[] = [];

  constructor(nextId: () => string) {
    this.nextId = nextId;
    this.currencies = [
      { currency_id: nextId(), currency_code: 'EUR', currency_symbol: '€', is_base_currency: true },
      { currency_id: nextId(), currency_code: 'USD', currency_symbol: '$', is_base_currency: false },
      { currency_id: nextId(), currency_code: 'GBP', currency_symbol: '£', is_base_currency: false },
    ];
    this.taxes = [
      { tax_id: nextId(), tax_name: 'TVA 20 %', tax_percentage: 20 },
      { tax_id: nextId(), tax_name: 'TVA 10 %', tax_percentage: 10 },
      { tax_id: nextId(), tax_name: 'TVA 5,5 %', tax_percentage: 5.5 },
    ];
    for (const entity of ['contact', 'invoice', 'customerpayment', 'item', ...salesEntities] as const) {
      this.addCustomField(entity, 'cf_raccord_key', 'Raccord key', true);
    }
    this.addCustomField('contact', 'cf_crm_id', 'CRM id', true);
    this.addCustomField('contact', 'cf_stripe_customer_id', 'Stripe customer', true);
    this.addCustomField('invoice', 'cf_stripe_payment_id', 'Stripe payment', true);
    this.addCustomField('customerpayment', 'cf_stripe_payment_id', 'Stripe payment', true);
    this.addCustomField('contact', 'cf_segment', 'Segment', false);
  }

  addCustomField(entity: Entity, api_name: string, label: string, is_unique: boolean): CustomFieldDefinition {
    const field = { customfield_id: this.nextId(), entity, api_name, label, is_unique };
    this.customFields.push(field);
    return field;
  }

  /** Id of the document whose unique field has this value. */
  idByUnique(entity: Entity, apiName: string, value: string): string | undefined {
    return this.uniqueValues.get(`${entity} ${apiName} ${value}`);
  }

  /** Keeps the index of unique values in step with a document that was written (`after`) or removed (`after` empty). */
  indexUnique(entity: Entity, id: string, before: readonly CustomField[], after: readonly CustomField[]): void {
    const unique = (field: CustomField) =>
      this.customFields.some((known) => known.is_unique && known.customfield_id === field.customfield_id);
    for (const field of before)
      if (unique(field)) this.uniqueValues.delete(`${entity} ${field.api_name} ${field.value}`);
    for (const field of after)
      if (unique(field)) this.uniqueValues.set(`${entity} ${field.api_name} ${field.value}`, id);
  }

  tables(): Record<string, object[]> {
    return {
      contacts: [...this.contacts.newestFirst()],
      invoices: [...this.invoices.newestFirst()],
      customerpayments: [...this.payments.newestFirst()],
      items: [...this.items.newestFirst()],
      ...Object.fromEntries(
        salesKinds.map((kind) => [
          kind.path.slice(1),
          [...this.sales[kind.entity].newestFirst()].map((row) => shown(kind, row)),
        ]),
      ),
      creditnote_refunds: this.refunds,
      invoices_credited: this.credited,
      custom_fields: this.customFields,
      taxes: this.taxes,
      currencies: this.currencies,
    };
  }
}

function salesTable(): SalesTable {
  return new Table<SalesDocument, 'number' | 'reference' | 'party'>({
    id: (row) => row.id,
    indexes: {
      number: (row) => text(row.number),
      reference: (row) => text(row.reference_number),
      party: (row) => row.party_id,
    },
    max: keptDocuments,
  });
}

export function contactNameKey(type: Contact['contact_type'], name: string): string {
  return `${type} ${name.trim().toLowerCase()}`;
}
