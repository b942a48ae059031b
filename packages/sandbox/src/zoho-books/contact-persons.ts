import { type BooksRoutes, done, type Fields, found } from './call.ts';
import { contactById } from './contacts.ts';
import type { Contact, ContactPerson } from './documents.ts';
import { doesNotExist, invalidValue } from './errors.ts';
import { booleanField, listField, textField } from './fields.ts';
import type { BooksState } from './state.ts';

export function contactPersonRoutes(route: BooksRoutes): void {
  route('GET', '/contacts/:id/contactpersons', ({ world, id }) => ({
    status: 200,
    body: {
      code: 0,
      message: 'success',
      contact_persons: contactById(world, id).contact_persons,
      page_context: { page: 1, per_page: 200, has_more_page: false, sort_column: 'contact_person_id', sort_order: 'A' },
    },
  }));

  route('POST', '/contacts/contactpersons', ({ world, fields, time, effect }) => {
    const contact = contactById(world, textField(fields, 'contact_id', ''));
    const person = readPerson(world.books, fields, undefined);
    const others = person.is_primary_contact ? contact.contact_persons.map(notPrimary) : contact.contact_persons;
    const persons = [...others, person];
    world.books.contacts.replace(firstOrPrimary({ ...contact, contact_persons: persons, last_modified_time: time }));
    effect('contactpersons.create', person.contact_person_id);
    return found('contact_person', person, 'The contact person has been created.', 201);
  });

  route('PUT', '/contacts/contactpersons/:id', ({ world, id, fields, time, effect }) => {
    const contact = contactById(world, textField(fields, 'contact_id', ''));
    const before = contact.contact_persons.find((person) => person.contact_person_id === id);
    if (before === undefined) return doesNotExist('Contact person');
    const person = readPerson(world.books, fields, before);
    const persons = contact.contact_persons.map((other) =>
      other === before ? person : person.is_primary_contact ? notPrimary(other) : other,
    );
    world.books.contacts.replace(firstOrPrimary({ ...contact, contact_persons: persons, last_modified_time: time }));
    effect('contactpersons.update', id);
    return found('contact_person', person, 'The contact person details has been updated.');
  });

  route('DELETE', '/contacts/contactpersons/:id', ({ world, id, query, time, effect }) => {
    const contact = contactById(world, query.get('contact_id') ?? '');
    const persons = contact.contact_persons.filter((person) => person.contact_person_id !== id);
    if (persons.length === contact.contact_persons.length) doesNotExist('Contact person');
    world.books.contacts.replace(firstOrPrimary({ ...contact, contact_persons: persons, last_modified_time: time }));
    effect('contactpersons.delete', id);
    return done('The contact person has been deleted.');
  });
}

/** The persons a contact has after `contact_persons` was sent: those named by id are changed, others made, those left out removed. */
export function contactPersons(state: BooksState, fields: Fields, before: ContactPerson[]): ContactPerson[] {
  const sent = listField(fields, 'contact_persons');
  if (sent === undefined) return before;
  return sent.map((person) => {
    const id = textField(person, 'contact_person_id', '');
    const known = before.find((candidate) => candidate.contact_person_id === id);
    if (id !== '' && known === undefined) doesNotExist('Contact person');
    return readPerson(state, person, known);
  });
}

/** The contact with its e-mail, names and telephone numbers taken from its primary person; the first one, if none is marked. */
export function firstOrPrimary(contact: Contact): Contact {
  const primary = contact.contact_persons.find((person) => person.is_primary_contact) ?? contact.contact_persons[0];
  const persons = contact.contact_persons.map((person) =>
    person === primary ? { ...person, is_primary_contact: true } : notPrimary(person),
  );
  return {
    ...contact,
    contact_persons: persons,
    primary_contact_id: primary?.contact_person_id ?? '',
    first_name: primary?.first_name ?? '',
    last_name: primary?.last_name ?? '',
    email: primary?.email ?? '',
    phone: primary?.phone ?? '',
    mobile: primary?.mobile ?? '',
  };
}

function notPrimary(person: ContactPerson): ContactPerson {
  return person.is_primary_contact ? { ...person, is_primary_contact: false } : person;
}

function readPerson(state: BooksState, fields: Fields, before: ContactPerson | undefined): ContactPerson {
  const email = textField(fields, 'email', before?.email ?? '', 100);
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) invalidValue('email');
  return {
    contact_person_id: before?.contact_person_id ?? state.nextId(),
    salutation: textField(fields, 'salutation', before?.salutation ?? '', 25),
    first_name: textField(fields, 'first_name', before?.first_name ?? '', 100),
    last_name: textField(fields, 'last_name', before?.last_name ?? '', 100),
    email,
    phone: textField(fields, 'phone', before?.phone ?? '', 50),
    mobile: textField(fields, 'mobile', before?.mobile ?? '', 50),
    is_primary_contact: booleanField(fields, 'is_primary_contact', before?.is_primary_contact ?? false),
  };
}
