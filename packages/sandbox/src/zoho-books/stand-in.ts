import type { FastifyInstance } from 'fastify';
import { installGate, sendAnswer } from '../control/gate.ts';
import type { World } from '../world.ts';
import { booksRoutes } from './call.ts';
import { contactPersonRoutes } from './contact-persons.ts';
import { contactRoutes } from './contacts.ts';
import { creditNoteRoutes } from './credit-notes.ts';
import { customerPaymentRoutes } from './customer-payments.ts';
import { booksAnswers, booksError } from './errors.ts';
import { invoiceRoutes } from './invoices.ts';
import { itemRoutes } from './items.ts';
import { organizationRoutes } from './organizations.ts';
import { salesDocumentRoutes } from './sales-documents.ts';

/** Zoho Books' REST API v3 under `/zoho/books/v3`. */
export function zohoBooksStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'zoho-books', booksAnswers, stopping);
    const route = booksRoutes(app, world, gate);
    organizationRoutes(route);
    contactPersonRoutes(route);
    contactRoutes(route);
    itemRoutes(route);
    invoiceRoutes(route);
    customerPaymentRoutes(route);
    salesDocumentRoutes(route);
    creditNoteRoutes(route);
    app.setNotFoundHandler((_request, reply) => sendAnswer(reply, booksError(404, 5, 'Invalid URL Passed')));
  };
}
