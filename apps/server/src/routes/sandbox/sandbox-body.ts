import Type from 'typebox';

/** As the stand-ins call themselves: `stripe`, `zoho-books`, `mail`, … */
export const SystemName = Type.String({ pattern: '^[a-z][a-z-]{1,39}$' });
