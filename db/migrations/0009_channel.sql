-- Limits of a channel and what it has used; a breaker stops the channel by itself, visibly, and loses nothing.

alter table channel_stop add column at timestamptz;
-- A person (id;role), or the breaker that tripped.
alter table channel_stop add column by_whom text;
-- It sends again by itself from this business instant on; null: when a person starts it.
alter table channel_stop add column until timestamptz;

create table channel_budget (
  channel text primary key check (channel in ('sms', 'email', 'letter')),
  -- Most messages, and most cost, of a day of the lender; null: no limit.
  day_messages_max integer check (day_messages_max >= 0),
  day_cost_max_minor bigint check (day_cost_max_minor >= 0),
  -- Price of one unit: a segment of an SMS, an e-mail, a letter.
  unit_cost_minor bigint not null default 0 check (unit_cost_minor >= 0)
);

create table channel_spend (
  channel text not null,
  on_day date not null,
  messages integer not null,
  units integer not null,
  cost_minor bigint not null,
  primary key (channel, on_day)
);

-- Runaway: more messages than this to one person on one day, over all channels and templates, are held back.
alter table deployment add column person_day_messages_max integer not null default 10 check (person_day_messages_max > 0);

-- Everything that people sent to us, once; what it says is sealed (with the key of the person, or of the row where
-- nobody is known), and never stands in the open.
create table inbound_text (
  id text primary key,
  -- Keyed hash of the number that it came from.
  mark text not null,
  at timestamptz not null,
  said text not null check (said in ('stop', 'start', 'help', 'text')),
  persons text[] not null,
  wrapped bytea,
  sealed bytea
);
create index inbound_text_unknown on inbound_text (at) where persons = '{}';

-- Reports about messages that are not known (yet): kept aside, and taken when the message is.
create table unknown_report (
  reference text not null,
  kind text not null,
  provider_id text,
  code text,
  at timestamptz not null,
  primary key (reference, kind)
);
