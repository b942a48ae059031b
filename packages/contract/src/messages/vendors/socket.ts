import type { Catalogue } from '../catalogue.ts';

/** What is said of lines that do not speak HTTP: mail and databases. */
export const socketMessages = {
  'socket.portBlocked': {
    en: 'Port {port} of {host} is not open to this connector; {ports} are. If you need it, ask an administrator to set the address as an endpoint of the connection.',
    fr: 'Le port {port} de {host} n’est pas ouvert à ce connecteur ; {ports} le sont. Si vous en avez besoin, demandez à un administrateur de déclarer cette adresse sur la connexion.',
  },
  'socket.tlsRequired': {
    en: 'The connection to {host} would not be encrypted. Choose TLS in the connection, or ask an administrator to set the server as an endpoint.',
    fr: 'La connexion à {host} ne serait pas chiffrée. Choisissez TLS dans la connexion, ou demandez à un administrateur de déclarer ce serveur sur la connexion.',
  },
  'socket.noConnection': {
    en: 'This node needs a connection. Choose one and run it again.',
    fr: 'Ce nœud a besoin d’une connexion. Choisissez-en une, puis relancez.',
  },
} satisfies Catalogue;
