/** The data types of Zoho CRM's fields that the stand-in knows, with the JSON type the metadata gives for each. */
export const jsonTypes = {
  text: 'string',
  email: 'string',
  phone: 'string',
  website: 'string',
  textarea: 'string',
  picklist: 'string',
  multiselectpicklist: 'jsonarray',
  boolean: 'boolean',
  integer: 'integer',
  bigint: 'string',
  double: 'double',
  currency: 'double',
  date: 'string',
  datetime: 'string',
  lookup: 'jsonobject',
  ownerlookup: 'jsonobject',
  autonumber: 'string',
  jsonarray: 'jsonarray',
} as const;
export type DataType = keyof typeof jsonTypes;

export type FieldSpec = {
  api_name: string;
  label: string;
  type: DataType;
  mandatory?: boolean;
  unique?: boolean;
  custom?: boolean;
  readOnly?: boolean;
  /** Of a pick list. */
  values?: readonly string[];
  /** Module that a lookup leads to. */
  lookup?: string;
  /** Most characters. */
  length?: number;
};
export type CrmField = FieldSpec & { id: string };

export type ModuleSpec = {
  api_name: string;
  singular: string;
  plural: string;
  fields: readonly FieldSpec[];
  /** The field by which an upsert finds twins when it names none; without it the module has no upsert. */
  duplicateField?: string;
  custom?: boolean;
};

const field = (api_name: string, label: string, type: DataType, more: Partial<FieldSpec> = {}): FieldSpec => ({
  api_name,
  label,
  type,
  ...more,
});
const must = { mandatory: true } as const;
const custom = { custom: true } as const;

/** What every module has. */
export const systemFields: readonly FieldSpec[] = [
  field('id', 'Record Id', 'bigint', { readOnly: true }),
  field('Owner', 'Owner', 'ownerlookup'),
  field('Created_By', 'Created By', 'ownerlookup', { readOnly: true }),
  field('Modified_By', 'Modified By', 'ownerlookup', { readOnly: true }),
  field('Created_Time', 'Created Time', 'datetime', { readOnly: true }),
  field('Modified_Time', 'Modified Time', 'datetime', { readOnly: true }),
  field('Tag', 'Tag', 'jsonarray'),
];

const person = [
  field('First_Name', 'First Name', 'text', { length: 40 }),
  field('Last_Name', 'Last Name', 'text', { ...must, length: 80 }),
  field('Full_Name', 'Full Name', 'text', { readOnly: true }),
  field('Email', 'Email', 'email', { length: 100 }),
  field('Phone', 'Phone', 'phone', { length: 30 }),
  field('Mobile', 'Mobile', 'phone', { length: 30 }),
  field('Description', 'Description', 'textarea', { length: 32_000 }),
];
const sources = ['Web', 'Salon', 'Recommandation', 'Cold Call'];
const stages = ['Qualification', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Lost'];

export const moduleSpecs: readonly ModuleSpec[] = [
  {
    api_name: 'Leads',
    singular: 'Lead',
    plural: 'Leads',
    duplicateField: 'Email',
    fields: [
      ...person,
      field('Company', 'Company', 'text', { ...must, length: 200 }),
      field('City', 'City', 'text', { length: 100 }),
      field('Country', 'Country', 'text', { length: 100 }),
      field('Lead_Source', 'Lead Source', 'picklist', { values: sources }),
      field('Lead_Status', 'Lead Status', 'picklist', { values: ['Not Contacted', 'Contacted', 'Lost Lead'] }),
      field('Annual_Revenue', 'Annual Revenue', 'currency'),
      field('No_of_Employees', 'No. of Employees', 'integer'),
      field('Email_Opt_Out', 'Email Opt Out', 'boolean'),
      field('Centres_d_int_r_t', 'Centres d’intérêt', 'multiselectpicklist', {
        ...custom,
        values: ['Pain', 'Viennoiserie', 'Café'],
      }),
      field('Code_partenaire', 'Code partenaire', 'text', { ...custom, unique: true, length: 50 }),
    ],
  },
  {
    api_name: 'Accounts',
    singular: 'Account',
    plural: 'Accounts',
    duplicateField: 'Account_Name',
    fields: [
      field('Account_Name', 'Account Name', 'text', { ...must, length: 200 }),
      field('Phone', 'Phone', 'phone', { length: 30 }),
      field('Website', 'Website', 'website', { length: 255 }),
      field('Billing_City', 'Billing City', 'text', { length: 100 }),
      field('Industry', 'Industry', 'picklist', { values: ['Boulangerie', 'Distribution', 'Software'] }),
      field('SIREN', 'SIREN', 'text', { ...custom, unique: true, length: 9 }),
    ],
  },
  {
    api_name: 'Contacts',
    singular: 'Contact',
    plural: 'Contacts',
    duplicateField: 'Email',
    fields: [
      ...person,
      field('Account_Name', 'Account Name', 'lookup', { lookup: 'Accounts' }),
      field('Mailing_City', 'Mailing City', 'text', { length: 100 }),
      field('Date_of_Birth', 'Date of Birth', 'date'),
      field('Raccord_Key', 'Raccord Key', 'text', { ...custom, unique: true, length: 64 }),
    ],
  },
  {
    api_name: 'Deals',
    singular: 'Deal',
    plural: 'Deals',
    duplicateField: 'Deal_Name',
    fields: [
      field('Deal_Name', 'Deal Name', 'text', { ...must, length: 120 }),
      field('Stage', 'Stage', 'picklist', { ...must, values: stages }),
      field('Amount', 'Amount', 'currency'),
      field('Closing_Date', 'Closing Date', 'date'),
      field('Account_Name', 'Account Name', 'lookup', { lookup: 'Accounts' }),
      field('Contact_Name', 'Contact Name', 'lookup', { lookup: 'Contacts' }),
      field('Probability', 'Probability (%)', 'integer'),
      field('Description', 'Description', 'textarea', { length: 32_000 }),
    ],
  },
  {
    api_name: 'Products',
    singular: 'Product',
    plural: 'Products',
    duplicateField: 'Product_Name',
    fields: [
      field('Product_Name', 'Product Name', 'text', { ...must, length: 200 }),
      field('Product_Code', 'Product Code', 'text', { length: 40 }),
      field('Unit_Price', 'Unit Price', 'currency'),
      field('Product_Active', 'Product Active', 'boolean'),
    ],
  },
  {
    api_name: 'Tasks',
    singular: 'Task',
    plural: 'Tasks',
    fields: [
      field('Subject', 'Subject', 'text', { ...must, length: 300 }),
      field('Due_Date', 'Due Date', 'date'),
      field('Status', 'Status', 'picklist', { values: ['Not Started', 'In Progress', 'Completed'] }),
      field('Who_Id', 'Contact Name', 'lookup', { lookup: 'Contacts' }),
      field('Description', 'Description', 'textarea', { length: 32_000 }),
    ],
  },
  {
    api_name: 'Events',
    singular: 'Meeting',
    plural: 'Meetings',
    fields: [
      field('Event_Title', 'Title', 'text', { ...must, length: 255 }),
      field('Start_DateTime', 'From', 'datetime', must),
      field('End_DateTime', 'To', 'datetime', must),
      field('Venue', 'Location', 'text', { length: 255 }),
      field('Who_Id', 'Contact Name', 'lookup', { lookup: 'Contacts' }),
      field('Participants', 'Participants', 'jsonarray'),
    ],
  },
  {
    api_name: 'Notes',
    singular: 'Note',
    plural: 'Notes',
    fields: [
      field('Note_Title', 'Note Title', 'text', { length: 120 }),
      field('Note_Content', 'Note Content', 'textarea', { ...must, length: 64_000 }),
      field('Parent_Id', 'Parent ID', 'lookup', must),
    ],
  },
  {
    api_name: 'Contrats',
    singular: 'Contrat',
    plural: 'Contrats',
    custom: true,
    duplicateField: 'Name',
    fields: [
      field('Name', 'Contrat Name', 'text', { ...must, length: 120 }),
      field('Client', 'Client', 'lookup', { ...custom, lookup: 'Accounts' }),
      field('Date_de_fin', 'Date de fin', 'date', custom),
      field('Montant_annuel', 'Montant annuel', 'currency', custom),
    ],
  },
];
