-- Calls are a channel like the others: they have a budget too, counted in attempts.

alter table channel_budget drop constraint channel_budget_channel_check;
alter table channel_budget
  add constraint channel_budget_channel_check check (channel in ('sms', 'email', 'letter', 'call'));
