import { randomBytes } from 'node:crypto';
import type { ActionContext, Connector } from '@raccord/contract';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openMysql } from '../sql/sessions/mysql-session.ts';
import { openPostgres } from '../sql/sessions/postgres-session.ts';
import type { Session } from '../sql/sessions/session.ts';
import { mariadbServer } from './mariadb-server.ts';
import { actionContext } from './tiny-server.ts';

/** A table whose name needs quoting; `numbered` numbers its rows itself. */
export const table = 'odd "name';

export type SqlDatabase = {
  port: number;
  /** A line of the test's own. */
  raw: Session;
  quotedTable: string;
  /** The nth placeholder is `?` in one and `$n` in the other; tests ask with one value only. */
  param: string;
  context(attempt?: Partial<ActionContext>, more?: object): ActionContext;
  stop(): Promise<void>;
};

type Login = { port: number; username: string; password: string; database: string };

export async function postgresDatabase(sql: Connector): Promise<SqlDatabase> {
  const url = new URL(await (await fetch(`${inject('testServicesUrl')}/postgres`)).text());
  const database = `sql_${randomBytes(6).toString('hex')}`;
  const admin = async (text: string) => {
    const client = new Client(url.href);
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await admin(`create database ${database}`);
  const login = {
    port: Number(url.port),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
  };
  const create = `create table "odd ""name" (id bigint primary key, email text unique, amount numeric(12,2) not null default 0,
      more jsonb, born date, changed timestamptz not null default now(), created timestamptz not null default now());
    create table numbered (id serial primary key, name varchar(10) not null)`;
  return open(sql, 'postgresql', login, create, () => admin(`drop database ${database} with (force)`));
}

export async function mariadbDatabase(sql: Connector): Promise<SqlDatabase> {
  const server = await mariadbServer();
  const create = `create table \`odd "name\` (id bigint primary key, email varchar(190) unique, amount decimal(12,2) not null default 0,
      more json, born date, changed datetime(6) not null default utc_timestamp(6), created datetime(6) not null default utc_timestamp(6));
    create table numbered (id int primary key auto_increment, name varchar(10) not null)`;
  return open(sql, 'mysql', server, create, server.stop).catch(async (thrown: unknown) => {
    await server.stop();
    throw thrown;
  });
}

async function open(
  sql: Connector,
  engine: 'postgresql' | 'mysql',
  { port, username, password, database }: Login,
  create: string,
  stop: () => Promise<void>,
): Promise<SqlDatabase> {
  const credentials = { username, password };
  const door = { host: '127.0.0.1', address: '127.0.0.1', port, opened: true, credentials };
  const raw = await (engine === 'mysql' ? openMysql : openPostgres)({
    door,
    database,
    tls: undefined,
    statementMs: 10_000,
  });
  for (const statement of create.split(';')) await raw.run(statement);
  const connection = {
    credentials,
    settings: { engine, database, tls: 'none' },
    endpoints: { sql: `sql://127.0.0.1:${port}` },
  };
  return {
    port,
    raw,
    quotedTable: raw.dialect.quote(table),
    param: raw.dialect.param(1),
    context: (attempt = {}, more = {}) => actionContext(sql, { ...connection, ...more }, attempt),
    async stop() {
      await raw.close();
      await stop();
    },
  };
}
