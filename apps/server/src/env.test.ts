import type { Failure } from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { readSettings } from './env.ts';

describe('readSettings', () => {
  it('takes OAuth clients by connector; one without an id is none', () => {
    const { oauthClients } = readSettings({
      RACCORD_OAUTH_ZOHO_BOOKS_CLIENT_ID: ' 1000.A ',
      RACCORD_OAUTH_ZOHO_BOOKS_CLIENT_SECRET: 's',
      RACCORD_OAUTH_GMAIL_CLIENT_ID: 'g',
      RACCORD_OAUTH_SLACK_CLIENT_SECRET: 'alone',
    });
    expect(oauthClients).toEqual({ 'zoho-books': { clientId: '1000.A', clientSecret: 's' }, gmail: { clientId: 'g' } });
  });

  it('has defaults for everything', () => {
    expect(readSettings({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      home: `${process.cwd()}/.raccord`,
      logLevel: 'info',
      logFormat: 'json',
      oauthClients: {},
      folders: {},
      trustProxy: false,
    });
  });

  it('reads what is set and drops the slash at the end of the public address', () => {
    const settings = readSettings({
      DATABASE_URL: 'postgres://u:p@db/raccord',
      REDIS_URL: 'rediss://cache',
      RACCORD_PORT: '0',
      RACCORD_HOME: '/srv/raccord',
      RACCORD_PUBLIC_URL: 'https://raccord.example.com/',
      RACCORD_TRUST_PROXY: 'true',
    });
    expect(settings).toMatchObject({
      databaseUrl: 'postgres://u:p@db/raccord',
      redisUrl: 'rediss://cache',
      port: 0,
      home: '/srv/raccord',
      publicUrl: 'https://raccord.example.com',
      trustProxy: true,
    });
  });

  it('takes folders by name, and the receiver of mail only whole', () => {
    const told = { RACCORD_FOLDERS: 'imports=/srv/in, out=/srv/a b', RACCORD_MAIL_IN_PORT: '25' };
    const { folders, mailIn } = readSettings({ ...told, RACCORD_MAIL_IN_DOMAIN: 'In.Example.com' });
    expect(folders).toEqual({ imports: '/srv/in', out: '/srv/a b' });
    expect(mailIn).toEqual({ host: '127.0.0.1', port: 25, domain: 'in.example.com' });
    for (const half of [{ RACCORD_MAIL_IN_PORT: '25' }, { RACCORD_MAIL_IN_DOMAIN: 'in.example.com' }])
      expect(() => readSettings(half)).toThrow(expect.objectContaining({ code: 'boot.badSetting' }));
  });

  it.each([
    ['RACCORD_PORT', '70000'],
    ['RACCORD_PORT', '4000x'],
    ['DATABASE_URL', 'mysql://db/raccord'],
    ['REDIS_URL', 'cache:6379'],
    ['RACCORD_PUBLIC_URL', 'raccord.example.com'],
    ['RACCORD_LOG_LEVEL', 'loud'],
    ['RACCORD_TRUST_PROXY', 'yes'],
    ['RACCORD_FOLDERS', 'imports=relative'],
    ['RACCORD_FOLDERS', '/srv/imports'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'boot.badSetting', params: expect.objectContaining({ name }) }),
    );
  });

  it('does not repeat a database address, which may hold a password', () => {
    let message = '';
    try {
      readSettings({ DATABASE_URL: 'mysql://u:hunter22@db' });
    } catch (error) {
      message = (error as Failure).message;
    }
    expect(message).toContain('DATABASE_URL');
    expect(message).not.toContain('hunter22');
  });
});
