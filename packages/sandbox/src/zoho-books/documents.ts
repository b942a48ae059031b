/** What Books keeps. Rows are given out as they are, apart from fields the lists leave out. */
export type CustomField = {
  customfield_id: string;
  api_name: string;
  label: string;
  value: string;
};

export type ContactPerson = {
  contact_person_id: string;
  salutation: string;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  mobile: string;
  is_primary_contact: boolean;
};

export type Address = {
  attention: string;
  address: string;
  street2: string;
  city: string;
  state: string;
  zip: string;
  country: string;
  phone: string;
};

export type Contact = {
  contact_id: string;
  contact_name: string;
  company_name: string;
  contact_type: 'customer' | 'vendor';
  status: 'active' | 'inactive';
  currency_id: string;
  currency_code: string;
  payment_terms: number;
  payment_terms_label: string;
  outstanding_receivable_amount: number;
  unused_credits_receivable_amount: number;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  mobile: string;
  website: string;
  notes: string;
  billing_address: Address;
  shipping_address: Address;
  contact_persons: ContactPerson[];
  primary_contact_id: string;
  custom_fields: CustomField[];
  zcrm_account_id: string;
  zcrm_contact_id: string;
  created_time: string;
  last_modified_time: string;
};

export type LineItem = {
  line_item_id: string;
  item_id: string;
  name: string;
  description: string;
  item_order: number;
  rate: number;
  quantity: number;
  unit: string;
  tax_id: string;
  tax_name: string;
  tax_percentage: number;
  item_total: number;
};

export type Invoice = {
  invoice_id: string;
  invoice_number: string;
  status: 'draft' | 'sent' | 'overdue' | 'paid' | 'partially_paid' | 'void';
  customer_id: string;
  customer_name: string;
  email: string;
  date: string;
  due_date: string;
  payment_terms: number;
  reference_number: string;
  currency_id: string;
  currency_code: string;
  exchange_rate: number;
  is_inclusive_tax: boolean;
  line_items: LineItem[];
  sub_total: number;
  tax_total: number;
  total: number;
  payment_made: number;
  balance: number;
  notes: string;
  terms: string;
  custom_fields: CustomField[];
  zcrm_potential_id: string;
  is_emailed: boolean;
  created_time: string;
  last_modified_time: string;
};

export type AppliedInvoice = {
  invoice_payment_id: string;
  invoice_id: string;
  invoice_number: string;
  amount_applied: number;
};

export type CustomerPayment = {
  payment_id: string;
  payment_number: string;
  customer_id: string;
  customer_name: string;
  payment_mode: string;
  amount: number;
  unused_amount: number;
  bank_charges: number;
  date: string;
  reference_number: string;
  description: string;
  currency_code: string;
  exchange_rate: number;
  invoices: AppliedInvoice[];
  custom_fields: CustomField[];
  created_time: string;
  last_modified_time: string;
};

export type Item = {
  item_id: string;
  name: string;
  sku: string;
  status: 'active' | 'inactive';
  description: string;
  rate: number;
  unit: string;
  tax_id: string;
  tax_name: string;
  tax_percentage: number;
  product_type: string;
  custom_fields: CustomField[];
  created_time: string;
  last_modified_time: string;
};

/** What credit notes, estimates, bills and recurring invoices have alike; names that differ are put on when it is shown. */
export type SalesDocument = {
  id: string;
  /** `CN-00001`; of a recurring invoice its name. */
  number: string;
  status: string;
  /** Customer or, of a bill, vendor. */
  party_id: string;
  party_name: string;
  reference_number: string;
  date: string;
  currency_id: string;
  currency_code: string;
  is_inclusive_tax: boolean;
  line_items: LineItem[];
  sub_total: number;
  tax_total: number;
  total: number;
  /** Of a credit note what has been used of it, of a bill what has been paid. */
  used: number;
  notes: string;
  custom_fields: CustomField[];
  /** Fields that only this kind has. */
  own: Record<string, unknown>;
  created_time: string;
  last_modified_time: string;
};

export type CreditNoteRefund = {
  creditnote_refund_id: string;
  creditnote_id: string;
  date: string;
  refund_mode: string;
  reference_number: string;
  amount: number;
  description: string;
};

export type InvoiceCredited = {
  creditnote_invoice_id: string;
  creditnote_id: string;
  invoice_id: string;
  invoice_number: string;
  date: string;
  credited_amount: number;
};

export const salesEntities = ['creditnote', 'estimate', 'bill', 'recurringinvoice'] as const;
export type SalesEntity = (typeof salesEntities)[number];
export type Entity = 'contact' | 'invoice' | 'customerpayment' | 'item' | SalesEntity;
export type CustomFieldDefinition = {
  customfield_id: string;
  entity: Entity;
  api_name: string;
  label: string;
  is_unique: boolean;
};
export type Tax = { tax_id: string; tax_name: string; tax_percentage: number };
export type Currency = {
  currency_id: string;
  currency_code: string;
  currency_symbol: string;
  is_base_currency: boolean;
};
