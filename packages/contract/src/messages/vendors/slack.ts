import type { Catalogue } from '../catalogue.ts';

/** `{from}` is who answered, `{message}` their own words. */
export const slackMessages = {
  'slack.missingScope': {
    en: 'The Slack app lacks the right {needed}. Add it under OAuth & Permissions of the app, install the app again and reconnect.',
    fr: 'Il manque à l’application Slack le droit {needed}. Ajoutez-le sous OAuth & Permissions de l’application, réinstallez-la et reconnectez.',
  },
  'slack.notInChannel': {
    en: 'The Slack app is not a member of the channel. Invite it there with /invite, then run the record again.',
    fr: 'L’application Slack n’est pas membre du canal. Invitez-la avec /invite, puis relancez l’enregistrement.',
  },
  'slack.channelNotFound': {
    en: 'Slack does not know this channel, or the app cannot see it because it is private. Check the id, or invite the app there.',
    fr: 'Slack ne connaît pas ce canal, ou l’application ne le voit pas car il est privé. Vérifiez l’identifiant, ou invitez-y l’application.',
  },
  'slack.channelArchived': {
    en: 'The channel is archived at Slack. Bring it back or choose another one, then run the record again.',
    fr: 'Le canal est archivé chez Slack. Rétablissez-le ou choisissez-en un autre, puis relancez l’enregistrement.',
  },
  'slack.notAnEvent': {
    en: 'A delivery is signed by Slack but is not what this trigger takes. Check that the address stands at the right place of the Slack app: events, slash commands and buttons each have their own.',
    fr: 'Un envoi est signé par Slack mais n’est pas ce que ce déclencheur attend. Vérifiez que l’adresse est au bon endroit de l’application Slack : événements, commandes et boutons ont chacun la leur.',
  },
} satisfies Catalogue;
